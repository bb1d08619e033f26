"""Who made something together: bibliographies and tables of works."""
