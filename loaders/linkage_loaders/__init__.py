"""The loaders that come with linkage, one file each, found through their entry points."""
