"""Commands of the site that the server runs itself."""
