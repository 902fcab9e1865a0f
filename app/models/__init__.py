"""Models and voices that are pulled into the models folder: what is known, how it gets here, whether it is whole."""
