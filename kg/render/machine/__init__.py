"""What pages say to machines: linked data in their heads, a site map, an index for language models, share images."""
