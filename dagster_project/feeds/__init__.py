"""Feeds fetched over HTTP(S), politely and warily; what they bring is laid into the inbox as a WARC file, the door of
everything else."""
