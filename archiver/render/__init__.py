"""Reports and verifications in the forms in which they leave the program."""
