"""Who shares which practices: two-mode tables read as they are, without making ties."""
