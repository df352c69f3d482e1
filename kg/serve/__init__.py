"""A local web server for the site: loopback only, and pages reload when the site was built anew."""
