# A file to type in.



