"""The local web app: the record in a browser on this machine, loading nothing from elsewhere."""
