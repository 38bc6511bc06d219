# Verdict, gaps, documents: said on the screen, in the archive and in JSON.

range-months = { $first } to { $last }
range-days = { $first } to { $last }
size-units = bytes kB MB GB TB
list-and = { $first } and { $last }

verdict-safe = You can delete the account
    .sentence = All that the checklist asks for is there, readable and recent on { $as_of }.
    .sentence-recommended = { $count ->
        [one] All that the checklist requires is there on { $as_of }. One recommended point is open.
       *[other] All that the checklist requires is there on { $as_of }. { $count } recommended points are open.
    }
    .sentence-declared = { $count ->
        [one] On { $as_of } all that the checklist insists on is there, except for one document that you declared not to exist: for that one there is nothing but your word.
       *[other] On { $as_of } all that the checklist insists on is there, except for { $count } documents that you declared not to exist: for those there is nothing but your word.
    }
    .open = { $count ->
        [one] One recommended point remains open.
       *[other] { $count } recommended points remain open.
    }
    .labelled = { $count ->
        [one] One required document is there by your word only: the file was not recognised as such.
       *[other] { $count } required documents are there by your word only: the files were not recognised as such.
    }
    .changed = { $count ->
        [one] One point of this list was changed by you, in archiver.toml.
       *[other] { $count } points of this list were changed by you, in archiver.toml.
    }
verdict-unsafe = Do not delete the account yet
    .sentence = { $count ->
        [one] One required point is not settled on { $as_of }.
       *[other] { $count } required points are not settled on { $as_of }.
    }

level-required = required
level-recommended = recommended
level-note = for information
level-heading-required = To settle before deleting
level-heading-recommended = Recommended
level-heading-note = For information

status-recognised = recognised
status-labelled = declared
status-unrecognised = not recognised
status-unreadable = unreadable
status-unsearchable = picture, no text
status-partial = unfinished
status-duplicate = duplicate
status-unrelated = unrelated

title-unknown = Document not recognised
title-with-period = { $title }, { $period }
title-labelled = { $title } (by your word)
title-with-date = { $title } of { $date }
title-from-picture = { $title } (text read from the picture)
person-unknown = name unknown

gap-missing-window = Missing: { $title }, { $period }.
    .remedy = Download it { $where }.
    .group = { $count ->
        [one] { $title }: one month is missing
       *[other] { $title }: { $count } months are missing
    }
gap-missing-window-year = Missing: { $title }, { $period }.
    .remedy = Download it { $where }.
    .group = { $title }: not all years are there
gap-missing-soft-window = Missing: { $title }, { $period }. It is one of the oldest: the account may no longer offer it.
    .remedy = Look for it { $where }. If it is gone, ask for it { $account ->
        [ameli] through the account’s mailbox or on 3646
       *[any] whoever runs the account
    }, and keep the answer.
    .note = The oldest may no longer be offered: then ask for them { $account ->
        [ameli] through the account’s mailbox or on 3646
       *[any] whoever runs the account
    }.
gap-missing-current-month = { $title }, { $period }: the month is not over, so there is no document of it yet.
    .remedy = { $details ->
        [0] Wait for it, or save the details of this month’s payments before deleting the account.
        [one] The details of one payment of this month are there already. If there are others, save them, too, or wait for the month’s document.
       *[other] The details of { $details } payments of this month are there already. If there are others, save them, too, or wait for the month’s document.
    }
    .group = { $title }: the current month has no document yet
gap-missing-never-found = Missing: { $title }.
    .remedy = Get it { $where }.
    .group = { $title }: none was found
gap-missing-suggested = { $title }: none was found, but “{ $because }” suggests that it concerns you.
    .remedy = If it does, get it { $where }. Then say so: archiver init.
    .detail = “{ $because }” suggests it, but none was found.
    .group = { $title }: it may concern you
gap-missing-suggested-still = { $title }: “{ $because }” is there, but does not do on the day of deletion. It may still concern you.
    .remedy = If it does, get what is missing { $where }. Then say so: archiver init.
    .detail = “{ $because }” is there, but does not do on the day of deletion.
    .group = { $title }: it may still concern you

gap-stale-too-old = { $title }: the newest is of { $issued }. On the day of deletion it will be { $age_days } days old; it may be { $fresh_days } days old at the most.
    .detail = The newest is of { $issued }. On the day of deletion it will be { $age_days } days old; it may be { $fresh_days } at the most.
    .remedy = Download a new one, just before deleting, { $where }.
    .group = { $title }: too old on the day of deletion
gap-stale-expired = { $title }: the validity of “{ $path }” ({ $period }) does not cover the day of deletion.
    .detail = Validity of “{ $path }”: { $period }
    .remedy = Download a new one { $where }.
    .group = { $title }: not valid on the day of deletion
gap-stale-issued-later = { $title }: “{ $path }” bears a date after the deletion ({ $issued }).
    .detail = “{ $path }” is dated { $issued }.
    .remedy = Check the intended day of deletion (--as-of); otherwise download a new one { $where }.
    .group = { $title }: dated after the deletion
gap-stale-undated = { $title }: no date could be read on “{ $path }”.
    .detail = No date could be read on “{ $path }”.
    .remedy = Download a new one { $where }.
    .group = { $title }: without a readable date
gap-stale-validity-unread = { $title }: no days of validity could be read on “{ $path }”. Nothing says that it is valid on the day of deletion.
    .detail = No days of validity could be read on “{ $path }”.
    .remedy = Open it. If its days of validity are on it, say them: archiver label "{ $path }" --kind { $kind } --period 2026-01..2026-12 (with its own months). If there are none, it may be a refusal: download a new one { $where }.
    .group = { $title }: validity not read

gap-incomplete-pages-absent = “{ $path }” is incomplete: { $document }. Missing: { $absent_count ->
        [one] page
       *[other] pages
    } { $absent } of { $total }.
    .detail = “{ $path }” ({ $document }), missing: { $absent_count ->
        [one] page
       *[other] pages
    } { $absent } of { $total }
    .remedy = Download this document again, with all its pages.
    .group = { $count ->
        [one] One document has lost pages
       *[other] { $count } documents have lost pages
    }
gap-incomplete-page-unreadable = “{ $path }” is incomplete: { $document }. One page at least cannot be read.
    .detail = “{ $path }” ({ $document })
    .remedy = Download this document again.
    .group = { $count ->
        [one] One document has an unreadable page
       *[other] { $count } documents have unreadable pages
    }
gap-incomplete-issued-early = “{ $path }” was made out on { $issued }, before the period was over: { $document }. What came later cannot be on it.
    .detail = “{ $path }” ({ $document }), made out on { $issued }
    .remedy = Download this document again, now that the period is over.
    .group = { $count ->
        [one] One document was made out before its period was over
       *[other] { $count } documents were made out before their period was over
    }
gap-conflict-two-versions = Two different documents for { $period } ({ $title }): “{ $other }” and “{ $path }”.
    .detail = { $document }: “{ $other }” and “{ $path }”
    .remedy = Compare them. Both go into the archive.
    .group = { $count ->
        [one] Two different documents for the same period
       *[other] Different documents for the same periods
    }
gap-other-person-other-person = “{ $path }” is somebody else’s ({ $person }): { $document }.
    .detail = “{ $path }” ({ $person }): { $document }
    .remedy = { $count ->
        [one] Does not count for your account, but goes into the archive, too.
       *[other] They do not count for your account, but go into the archive, too.
    } Deleting the other account is a matter of its own.
    .group = { $count ->
        [one] One document of another person
       *[other] { $count } documents of another person
    }
gap-other-person-covers-others = “{ $path }” does not cover the holder of the account: only { $covers } is on it.
    .detail = “{ $path }” ({ $covers }): { $document }
    .remedy = Download the certificate for the whole family, or that of the holder as well.
    .group = { $count ->
        [one] One certificate does not cover the holder of the account
       *[other] { $count } certificates do not cover the holder of the account
    }
gap-other-person-holder-undecided = Whose account is it? Nearly as many documents are in the name of { $person } as in that of { $taken }. All that is said here is about the account of { $taken }.
    .detail = Nearly as many documents are in the name of { $person } as in that of { $taken }. All that is said here is about the account of { $taken }.
    .remedy = Say in whose name the account is that you are closing: archiver init asks, and notes the answer below [holder] in archiver.toml.
    .group = Whose account is it? That is not certain
gap-unrecognised-no-period = “{ $path }”: { $title }, but its period could not be read.
    .detail = “{ $path }”: { $title }
    .remedy = Open it to see which month it covers. It counts for none.
    .group = { $count ->
        [one] One document without a readable period
       *[other] { $count } documents without a readable period
    }
gap-unrecognised-no-kind = “{ $path }” seems to come from the account, but what it is was not recognised.
    .detail = “{ $path }”
    .remedy = Open it to see what it is; if it is a document that is missing, download it again.
    .group = { $count ->
        [one] One document that seems to come from the account was not recognised
       *[other] { $count } documents that seem to come from the account were not recognised
    }
gap-unrecognised-web-page = “{ $path }” is a saved web page, not a document of the account.
    .detail = “{ $path }”
    .remedy = If it shows a document, download that as a PDF.
    .group = { $count ->
        [one] A web page of the account, saved as it is
       *[other] { $count } web pages of the account, saved as they are
    }

gap-unreadable-empty = “{ $path }” is empty (0 bytes).
    .detail = “{ $path }”
    .remedy = Download it again.
    .group = { $count ->
        [one] One empty file (0 bytes)
       *[other] { $count } empty files (0 bytes)
    }
gap-unreadable-web-page = “{ $path }” is not a document but a web page, probably the login page: the session had expired.
    .detail = “{ $path }”
    .remedy = Log in again and download the document anew.
    .group = { $count ->
        [one] A web page (probably the login page) in place of a document
       *[other] { $count } web pages (probably the login page) in place of documents
    }
gap-unreadable-not-a-pdf = “{ $path }” is named like a PDF but is none.
    .detail = “{ $path }”
    .remedy = Download it again.
    .group = { $count ->
        [one] A file that is not the PDF it claims to be
       *[other] { $count } files that are not the PDFs they claim to be
    }
gap-unreadable-packed = “{ $path }” is a compressed folder of a sort that this program does not open: what is in it could not be checked.
    .detail = “{ $path }”
    .remedy = Unpack its files into the folder that is checked, if it is from the account.
    .group = { $count ->
        [one] A compressed folder (rar, 7z, tar…) that could not be opened
       *[other] { $count } compressed folders (rar, 7z, tar…) that could not be opened
    }
gap-unreadable-foreign = “{ $path }” is not a PDF, and this program does not read its format: what is in it could not be checked.
    .detail = “{ $path }”
    .remedy = If it is from the account, open it and save it as a PDF.
    .group = { $count ->
        [one] A file of a format that this program does not read (docx, xps, msg…)
       *[other] { $count } files of formats that this program does not read (docx, xps, msg…)
    }
gap-unreadable-damaged = “{ $path }” is damaged: it does not open.
    .detail = “{ $path }”
    .remedy = Download it again.
    .group = { $count ->
        [one] One damaged file, which does not open
       *[other] { $count } damaged files, which do not open
    }
gap-unreadable-truncated = “{ $path }” is cut short: the end of the file is missing.
    .detail = “{ $path }”
    .remedy = Download it again.
    .group = { $count ->
        [one] One file cut short: its end is missing
       *[other] { $count } files cut short: their ends are missing
    }
gap-unreadable-locked = “{ $path }” is protected by a password.
    .detail = “{ $path }”
    .remedy = Open it with its password and save a copy without protection, or download it again.
    .group = { $count ->
        [one] A file protected by a password
       *[other] { $count } files protected by a password
    }
gap-unreadable-refused = “{ $path }” is protected, and the password given does not open it.
    .detail = “{ $path }”
    .remedy = Check what the command in --source-passphrase-command prints for this file.
    .group = { $count ->
        [one] A protected file that the password given does not open
       *[other] { $count } protected files that the password given does not open
    }
gap-unreadable-too-slow = “{ $path }” could not be read in a reasonable time.
    .detail = “{ $path }”
    .remedy = Open it to see what it is, or download it again.
    .group = { $count ->
        [one] One file took too long to read
       *[other] { $count } files took too long to read
    }
gap-unreadable-crashed = “{ $path }” made the PDF reader fail.
    .detail = “{ $path }”
    .remedy = Open it to see what it is, or download it again.
    .group = { $count ->
        [one] One file makes the reader fail
       *[other] { $count } files make the reader fail
    }
gap-unreadable-too-large = “{ $path }” is too large to be read.
    .detail = “{ $path }”
    .remedy = Open it to see what it is.
    .group = { $count ->
        [one] One file is too large
       *[other] { $count } files are too large
    }
gap-unreadable-blank = “{ $path }” is blank: nothing is drawn on its pages.
    .detail = “{ $path }”
    .remedy = If it is a document of the account, download it again.
    .group = { $count ->
        [one] One file with blank pages
       *[other] { $count } files with blank pages
    }
gap-unreadable-cannot-open = “{ $path }” could not be opened.
    .detail = “{ $path }”
    .remedy = Check the file and your access rights, then try again.
    .group = { $count ->
        [one] One file could not be opened
       *[other] { $count } files could not be opened
    }
gap-unsearchable-picture = “{ $path }” is a picture: what could be read in it does not surely say what it is.
    .detail = “{ $path }”
    .remedy = To be looked at: if it is a document of the account, download the original.
    .group = { $count ->
        [one] One picture that was not read surely: content not checked
       *[other] { $count } pictures that were not read surely: content not checked
    }
gap-unsearchable-ocr-absent = “{ $path }” is a picture, and nothing on this computer can read its text: its content could not be checked.
    .detail = “{ $path }”
    .remedy = Install the free program Tesseract with French, then start again. Debian, Ubuntu: sudo apt install tesseract-ocr tesseract-ocr-fra; macOS: brew install tesseract tesseract-lang; Windows: winget install UB-Mannheim.TesseractOCR, then tick “French” in the installer. Otherwise look at the picture: if it is a document of the account, download the original.
    .group = { $count ->
        [one] One picture without text, unreadable on this computer: content not checked
       *[other] { $count } pictures without text, unreadable on this computer: content not checked
    }
gap-unsearchable-ocr-no-french = “{ $path }” is a picture, and Tesseract is installed without French: its content could not be checked.
    .detail = “{ $path }”
    .remedy = Add French to Tesseract, then start again. Debian, Ubuntu: sudo apt install tesseract-ocr-fra; macOS: brew install tesseract-lang; Windows: run the installer of Tesseract again and tick “French”. Otherwise look at the picture: if it is a document of the account, download the original.
    .group = { $count ->
        [one] One picture that Tesseract cannot read without French: content not checked
       *[other] { $count } pictures that Tesseract cannot read without French: content not checked
    }
gap-unsearchable-ocr-failed = “{ $path }” is a picture that Tesseract failed to read: its content could not be checked.
    .detail = “{ $path }”
    .remedy = See whether the command “tesseract --list-langs” answers. Otherwise look at the picture: if it is a document of the account, download the original.
    .group = { $count ->
        [one] One picture that Tesseract failed to read: content not checked
       *[other] { $count } pictures that Tesseract failed to read: content not checked
    }
gap-partial-unfinished = “{ $path }” is an unfinished download.
    .detail = “{ $path }”
    .remedy = Start this download again and let it finish. If the file is still in iCloud, open it once in the Finder.
    .group = { $count ->
        [one] One unfinished download
       *[other] { $count } unfinished downloads
    }
# Said after the remedy of a file that stands in the way of the deletion for as long as it is there.
gap-away = { $count ->
    [one] Then move this file elsewhere, or it goes on counting.
   *[other] Then move these files elsewhere, or they go on counting.
}
gap-other = “{ $path }” needs your attention.
    .remedy = Open this file to see what it is.
    .group = { $count ->
        [one] One file to look at
       *[other] { $count } files to look at
    }
