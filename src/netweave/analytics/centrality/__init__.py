"""Who has many ties, who lies between others, who is near everybody."""
