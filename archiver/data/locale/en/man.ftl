# What `archiver man` says, and the headings of manual pages.

help-man = Write the manual pages, in French and English.

    Without --into: the main page, to be read with “man -l -”.

    Example: archiver man --into ~/.local/share/man
option-man-into = Folder in which man looks for its pages.
man-written = { $count } manual pages written to { $folder }. To read: man archiver
man-name = Name
man-synopsis = Synopsis
man-description = Description
man-commands = Commands
man-options = Options
man-exit = Exit status
exit-0 = Nothing required is missing (check, backup); the archive is intact (verify).
exit-1 = Something required is missing (check, backup); the archive was written all the same. Do not delete the account.
exit-2 = Wrong use: unknown option, source not found, invalid checklist or archiver.toml.
exit-3 = The archive is damaged, truncated, empty, or is not one.
exit-4 = No document at all in the sources.
exit-5 = The passphrase is wrong or missing, or the keyring is locked.
exit-6 = The system got in the way of writing; nothing was lost.
exit-70 = A bug of archiver’s; nothing was lost.
exit-130 = Interrupted; nothing was lost.
exit-141 = The reader of the output went away; nothing was lost.
