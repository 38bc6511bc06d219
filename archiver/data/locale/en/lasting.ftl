SourceIsTarget = “{ $file }” is both a source and the archive to be written: its documents would be lost. Give the new archive another name (-o).
