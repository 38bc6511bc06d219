# Help, errors and what the screen says around the report.

help = Back up the documents of your ameli account before you delete it.

    Archiver collects the downloaded documents, recognises them, says what is missing and bundles them in one PDF archive, sealed and verified.

    To begin: archiver backup ~/Downloads
help-backup = Prepare the deletion of the account: collect, recognise, compare with the checklist, archive, seal, verify, and give the verdict.

    SOURCES are folders, files or .zip files; without any, the downloads folder. They are never changed.

    Example: archiver backup ~/Downloads -o archive.pdf
help-check = Say what is missing; write nothing.

    Example: archiver check ~/Downloads --as-of 2026-12-31
help-bundle = Write the archive alone, whatever the gaps.

    Example: archiver bundle ~/Downloads -o archive.pdf
help-verify = Check that an archive is intact: seal, originals, pages.

    Example: archiver verify archive.pdf --deep
help-extract = Take the original documents out of an archive, as a BagIt folder.

    Example: archiver extract archive.pdf --into documents
help-list = Show what an archive holds, or what is recognised in sources.

    Example: archiver list archive.pdf

option-output = File to write; otherwise archive-CHECKLIST-DAY.pdf here.
option-into = Folder to create.
option-force = Replace what is there, once the new one has passed its check.
option-all = Take all that the sources hold, related to the account or not.
option-no-seal = Do not seal.
option-checklist = Checklist: one that ships, or a .toml file.
day-wrong = “{ $value }” is not a day in the form YYYY-MM-DD, for example 2026-12-31.
option-version = Show the version.
option-as-of = Day on which the account is to be deleted (YYYY-MM-DD); otherwise today.
option-json = Write one JSON object to standard output, and nothing else.
option-lang = Language: fr or en; otherwise the system’s, otherwise fr.
option-quiet = Print errors only.
option-verbose = More details; -vv for technical messages.
option-no-color = No colour.
option-show-numbers = Show personal numbers in full.
option-deep = Compare each page as a picture, too.

error = Error: { $message }
SourceNotFound = “{ $file }” does not exist. Check the name, or drag the folder into the terminal window.
NoDownloadsFolder = No source was named and the downloads folder was not found ({ $file }). Name a folder: archiver backup FOLDER.
NothingFound = There is no document in { $sources }. Download your documents first, or name another folder.
NoDocument = “{ $sources }” is neither a PDF nor a picture nor a message nor a zip: this program does not read it. If it holds a document of the account, save that as a PDF and name the PDF.
TargetExists = “{ $file }” exists already and was not touched. Choose another name, or add --force to replace it.
TargetIsFolder = “{ $file }” is a folder. Give the name of a file, for example { $file }/archive.pdf.
CannotWrite = “{ $file }” could not be written: { $reason }. Nothing was lost. Put that right, or choose another place.
UnknownChecklist = There is no checklist “{ $name }”. These ship: { $known }; or give a .toml file.
NotToml = { $reason ->
    [UTF-8] “{ $file }”, line { $line }: the file is not saved as UTF-8. Open it in your editor (on Windows: Notepad) and choose “Save as”, encoding UTF-8.
    [backslash] “{ $file }”, line { $line }: in quotation marks, \ cannot stand between folders. Write / instead: "C:/Users/Claire/Downloads".
    [equals] “{ $file }”, line { $line }: an “=” is missing between a name and its value. Mend this line.
    [value] “{ $file }”, line { $line }: this value is not understood. A text goes in quotation marks: "MARTIN Claire"; a day is written 2026-12-15.
    [open] “{ $file }”, line { $line }: a quotation mark or a bracket is not closed. Mend this line.
    [twice] “{ $file }”, line { $line }: this name is in use further up. Keep one of them.
    [line] “{ $file }”, line { $line }: there is too much on this line. One answer for each line; a text goes in quotation marks, a day is written 2026-12-15.
   *[other] “{ $file }”, line { $line }: this is not valid TOML ({ $reason }). Mend this line.
}
UnknownKey = “{ $file }”, line { $line }: the key “{ $key }” is unknown. Did you mean: { $known }?
MissingKey = “{ $file }”, line { $line }: the key “{ $key }” is missing. Add it.
WrongValue = “{ $file }”, line { $line }: the value of “{ $key }” will not do. Expected: { $expected ->
    [string] a text in quotation marks
    [integer] a whole number, without quotation marks
    [boolean] true or false, without quotation marks
    [array] a list in brackets, for example ["a", "b"]
    [table] a section, for example [holder]
    [date] a day without quotation marks, for example 2026-12-15
    [name] a surname and a first name
    [reason] a reason, in a few words
    [number] a social security number: 13 digits, or 15 with its key (which has to be right)
    [awaited] the name of a condition that a requirement of this list waits for
   *[other] { $expected }
}.
NotAnArchive = { $reason ->
    [empty] “{ $file }” is empty: it is no archive.
    [not-pdf] “{ $file }” is not a PDF, so it is no archive of archiver’s.
    [lock-damaged] “{ $file }” has changed since it was sealed, and the passphrase does not open it. If it is the right one, the lock itself is damaged. Take another copy.
    [truncated] “{ $file }” is cut short: it is no readable archive any more. Take another copy.
    [newer-format] “{ $file }” was written by a newer version of archiver, which this one cannot check. Nothing says that it is damaged: update the program, then try again.
   *[foreign] “{ $file }” is a PDF, but no archive of archiver’s.
}
ArchiveNotFound = { $reason ->
    [folder] “{ $file }” is a folder. Name the archive’s file, for example { $file }/archive.pdf.
    [unreadable] “{ $file }” cannot be opened. Check your access rights and the disk, then try again.
   *[absent] “{ $file }” does not exist. Check the name.
}
ArchiveFailed = The archive just written did not pass its check ({ $problems }). “{ $file }” was not replaced, nothing was lost. Try again; if it happens again, report it.
SystemRefused = The system refused: { $reason }. Nothing was lost.
bug = Something went wrong inside archiver ({ $kind }). Nothing was lost. Run it again with -vv and report the message.

errno-ENOENT = there is no such folder
errno-EACCES = writing is not allowed there
errno-EPERM = writing is not allowed there
errno-EROFS = this medium is read-only
errno-ENOSPC = the disk is full
errno-EDQUOT = your disk quota is used up
errno-ENOTDIR = that is not a folder
errno-EIO = the medium reported an error
errno-EBUSY = another program has it open (close it there first), or it is write-protected
errno-ENAMETOOLONG = this name is too long
errno-ENOTSUP = that is not an ordinary file

progress-collect = Looking for documents
progress-read = Reading documents
progress-ocr = Reading the text of pictures
progress-assemble = Assembling the archive
progress-seal = Sealing
progress-verify = Verifying the archive

day-over = The day noted in archiver.toml ({ $day }) is over: the comparison is made for today. Change it with archiver init.
holder = Account of { $holder }, to be deleted on { $as_of }
holder-unknown = To be deleted on { $as_of }
found = { $count ->
    [one] One document found
   *[other] { $count } documents found
}
found-recognised = { $count ->
    [one] one recognised
   *[other] { $count } recognised
}
found-labelled = { $count ->
    [one] one declared by you
   *[other] { $count } declared by you
}
found-duplicates = { $count ->
    [one] one duplicate
   *[other] { $count } duplicates
}
found-unrelated = { $count ->
    [one] one not from the account
   *[other] { $count } not from the account
}
found-doubtful = { $count ->
    [one] one doubtful
   *[other] { $count } doubtful
}
more = { $count ->
    [one] and one more (-v shows all)
   *[other] and { $count } more (-v shows all)
}
archived = Archive: { $path }
archived-facts = { $pages } pages, { $size }, { $seal ->
    [yes] sealed and verified
   *[no] not sealed, verified
}
archived-seal = Fingerprint of the seal: { $fingerprint }
not-deleted = Nothing was deleted: deleting the account remains in your hands.
next-unsafe = { $count ->
    [one] Do not delete the account yet. Settle the required point above, then run the same command again.
   *[other] Do not delete the account yet. Settle the { $count } required points above, then run the same command again.
}
next-safe = { $disks ->
    [1] You can delete the account. First copy the archive to a second place (USB stick, another disk).
   *[other] You can delete the account.
}
next-check = Nothing required is missing. Before deleting the account, write the archive with “archiver backup”.
after = After the deletion the downloads are out of reach. The insurer keeps your file for its own periods, and you keep a right of access.

documents-none = No document.
column-document = Document
column-file = File
column-status = State
twin-of = same document as “{ $path }”

verify-intact = The archive is intact
verify-damaged = The archive is damaged or was changed
verify-seal-valid = Seal: valid, it covers the whole file.
verify-seal-broken = Seal: broken.
verify-seal-absent = Seal: the archive has none. Without a seal only the .sha256 file kept beside it tells of every change.
verify-fingerprint = Fingerprint of the seal: { $fingerprint }
verify-fingerprint-hint = Compare it with the one you noted: a seal made anew by somebody else has another.
verify-signed-at = Sealed on { $date } (by the archive’s own word).
verify-sidecar-match = The .sha256 file: agrees.
verify-sidecar-mismatch = The .sha256 file: does not agree.
verify-sidecar-absent = The .sha256 file: absent.
verify-originals = Originals: { $intact } of { $expected } intact.
verify-pages = Pages: { $matching } of { $expected } show the same as their original.
verify-rescue = What is intact can be taken out: archiver extract { $path } --into documents

problem = { $code } ({ $name })
problem-seal-broken = The seal does not fit the content: at least one byte has changed.
problem-seal-removed = The archive says that it was sealed, but the seal is gone.
problem-resealed = The seal is not the one that the archive names: somebody made it anew.
problem-appended = Something was added behind the seal.
problem-not-whole-file = The seal does not cover the whole file.
problem-original-damaged = The original “{ $name }” has changed.
problem-original-missing = The original “{ $name }” is missing.
problem-original-extra = “{ $name }” is not in the inventory.
problem-page-differs = Page { $name } does not show the same as its original.
problem-page-count = The archive has { $name } pages: that is not the number it names.
problem-manifest-damaged = The archive’s inventory cannot be read.
problem-truncated = The end of the file is missing.
problem-unreadable = The archive no longer opens as a PDF.

extracted = { $count ->
    [one] One original taken out to { $path }
   *[other] { $count } originals taken out to { $path }
}
extracted-check = To check it later, without archiver: bagit.py --validate { $path }
extract-damaged = Not taken out, damaged: { $name }
extract-missing = Not taken out, absent: { $name }
