# The archive's own pages: cover, calendar, gaps, index, notices.

pages-kicker = Backup archive
pages-prepared = As of { $as_of }, the day on which the account is to be deleted
pages-holder-unknown = Holder unknown
pages-tile-documents = documents
pages-tile-pages = pages
pages-tile-originals = originals attached ({ $size })
pages-tile-gaps = points to settle
pages-inside = In this archive
pages-from = p. { $page }
pages-documents = Documents
pages-check = Check this archive
pages-check-own = With archiver:
pages-check-plain = Without archiver, with common tools (poppler-utils, coreutils):
pages-check-pdfsig = pdfsig has to say both “Signature is Valid” and “Total document signed”. The originals are attached to the file: Adobe Reader, Firefox, Okular and Evince show attachments; most other browsers do not.
pages-seal = Seal
pages-seal-says = Note this fingerprint elsewhere: it tells this archive from another one sealed in its place. Adobe Reader shows an unknown signer, in yellow: that is as it should be, the seal is no notary’s. What counts is “has not been modified”.
pages-no-seal = This archive has no seal: only the .sha256 file kept beside it tells of every change.
pages-proves = The seal proves that nothing has changed since the archive was made. It proves neither that the documents are genuine, nor the date.
pages-made = Made on { $date } (UTC) by archiver { $tool }

pages-calendar = Calendar of documents
pages-calendar-says = At a glance: each column is a month, each row a sort of document.
pages-legend-seen = seen
pages-legend-missing = missing
pages-legend-doubtful = doubtful
pages-legend-declared = declared
pages-legend-coming = not issued yet
pages-legend-issued = document dated in this month
pages-requirements = What the checklist asks for
pages-state-met = complete
pages-state-missing = incomplete
pages-state-stale = too old
pages-state-inactive = not applicable: nothing suggests it
pages-state-inactive-held = there (not required)
pages-count = { $met } of { $expected }
pages-held = { $count ->
    [0] no document
    [one] one document
   *[other] { $count } documents
}

pages-gaps = What is missing
pages-gaps-none = Nothing. All that the checklist asks for is there.
pages-remedy = What to do: { $remedy }

pages-index = Index
pages-index-says = Each line leads to its document. The page numbers are those that your PDF reader shows.
pages-column-number = No.
pages-column-document = Document
pages-column-person = Person
pages-column-issued = Issued
pages-column-pages = Pages
pages-column-digest = SHA-256
pages-doubtful = Doubtful files
pages-doubles = Doubles
pages-double = { $what } – downloaded another time
pages-others = Other files
pages-continued = { $title } (continued)
pages-attached-only = attached

pages-notice = This file cannot be shown
pages-notice-attached = The original file is attached to this archive, byte for byte, under the name:
pages-notice-file = File
pages-notice-size = Size
pages-notice-status = State
pages-notice-why = Why
pages-trouble-empty = It is empty.
pages-trouble-web-page = It is a web page, probably the login page, not a document.
pages-trouble-not-a-pdf = It is named like a PDF but is none.
pages-trouble-damaged = It is damaged and does not open.
pages-trouble-truncated = It is cut short: its end is missing.
pages-trouble-locked = It is protected by a password.
pages-trouble-too-slow = It could not be read in a reasonable time.
pages-trouble-crashed = It makes the PDF reader fail.
pages-trouble-too-large = It is too large to be read.
pages-trouble-unfinished = Its download was not finished.
pages-trouble-cannot-open = It could not be opened.
pages-trouble-picture = It is a picture that this program cannot show.
pages-trouble-none = Its pages could not be taken over faithfully.
