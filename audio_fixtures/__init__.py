"""The trainee's recorded utterances and the script that makes them."""
