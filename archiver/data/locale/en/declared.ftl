# What the user declares: archiver waive, label, init and archiver.toml.

help-waive = Note that a document does not exist: a month without care, say.

    It is your word, noted in archiver.toml with the day and the reason, and shown in the archive apart from what was seen. If a document says otherwise, you are told.

    PERIOD: 2025, 2025-08 or 2025-08..2025-10.

    Example: archiver waive releves 2025-08 --reason "no care that month"
help-label = Say what a file is that was not recognised, a photo for one.

    It is your word, noted in archiver.toml for this very file, whatever its name, and shown apart from what was seen.

    Example: archiver label scan0007.pdf --kind releve-remboursements --period 2025-08
option-reason = Why it does not exist, in a few words.
option-list-declared = Show what is declared.
option-remove = Take this declaration back.
option-kind = What the document is (archiver label --list shows the names).
option-list-kinds = Show the possible names, and what is declared.
option-period = Period of the document: 2025, 2025-08 or 2025-08..2025-10.
option-person = Whose it is, if not the account holder’s.

waived = Noted in { $file }: { $what } does not exist, by your word.
waived-none = Nothing is declared not to exist.
waiver-removed = Taken out of { $file }.
labelled = Noted in { $file }: “{ $path }” is, by your word: { $what }.
labelled-needs-period = Without a period it fills no month and no year: add --period.
label-seen-otherwise = Beware: this file was recognised as: { $seen }. That is what counts; your word is noted, and reported.
label-not-needed = This file is recognised as that. Your word only completes what could not be read in it.
label-made-out-to = Read in it: made out to { $person }. That counts; where it was misread, say whose it is with --person.
label-kinds = Possible names:
label-known = Declared:
declared-none = { $what }: does not exist
declared-none-but = { $what }: does not exist, you say (“{ $path }” says otherwise)
title-not-loaded = a page that could not show the document
declared-labelled = “{ $path }”, by your word
declared-label-disagrees = “{ $path }”: you declared something else; what was read counts
declared-change = changed by you, in archiver.toml
declared-holder = Holder of the account: { $holder }
declared-people = Insured through this account: { $people }
declared-condition = { $question } Yes.
declared-leaves = Your leaves: { $leaves }
declared-level = { $title }: { $after } (the list says: { $before })
declared-back = { $title }: { $slot ->
    [month] { $after } months asked for
   *[year] { $after } years asked for
} (the list says: { $before })
declared-fresh = { $title }: up to { $after } days old (the list says: { $before })

UnknownRequirement = The checklist asks for nothing called “{ $name }”. Did you mean: { $known }?
UnknownKind = There is no document called “{ $name }”. Did you mean: { $known }?
WrongPeriod = “{ $period }” is no period. Write a year (2025), a month (2025-08) or a span (2025-08..2025-10).
PeriodNeeded = “{ $name }” asks for a document for each period: say which one, for example: archiver waive { $name } 2025-08 --reason "no care".
PeriodNotNeeded = “{ $name }” does not depend on a period: leave it out.
PeriodOutside = { $period } holds no whole period that “{ $name }” asks for. Asked for: { $first } to { $last }.
NothingDeclared = Nothing of the kind is declared for “{ $name }”. “--list” shows what is.
CannotLabel = “{ $file }” cannot be declared ({ $reason ->
    [packed] a compressed folder that this program does not open): unpack its files, and declare those.
    [foreign] it is not a PDF, and this program does not read its format): save it as a PDF, and declare that one.
    [blank] nothing is drawn on its pages): there is nothing to look at. Download it again.
    [unreadable] damaged or locked): nobody can see whether it is whole. Download it again.
    [partial] an unfinished download): nobody can see whether it is whole. Download it again.
   *[other] neither a PDF nor a picture): nobody can see whether it is whole. Download it again.
}
SeenOtherwise = “{ $file }” cannot be declared: it was read to be something else ({ $seen }), and your word does not outweigh what was read. “archiver explain” says what shows it.
NobodyToAsk = archiver init asks questions: run it in a terminal. Or write archiver.toml yourself: “archiver init --defaults” makes one to complete.

gap-missing-event = Leave declared from { $from } to { $to }: no row of a certificate proves a payment for these days: { $period }.
    .remedy = Download it { $where }, for the whole of the leave. If nothing was paid for these days, correct those of the leave (archiver init).
    .group = { $title }: days of declared leave are not proven
gap-missing-event-unread = Leave declared from { $from } to { $to }: “{ $path }” was asked for over these days ({ $period }), but not all of its rows could be read.
    .remedy = Open “{ $path }” and see that these days are paid there. Otherwise download a new one { $where }.
    .group = { $title }: days of declared leave to be checked
gap-missing-person = { $title }: { $person } is on no valid certificate.
    .detail = { $person }
    .remedy = Download one for the whole family, or one for each person, { $where }.
    .group = { $count ->
        [one] { $title }: one person who was declared is not on it
       *[other] { $title }: { $count } people who were declared are not on it
    }
gap-conflict-waived-though = { $document }: declared not to exist, but “{ $path }” suggests otherwise.
    .detail = { $document }: “{ $path }” suggests otherwise
    .remedy = Check { $where }. If it exists, download it and take your word back: { $command }
    .group = { $title }: declared not to exist, but a document speaks against it
gap-conflict-waived-but-there = { $document }: declared not to exist, but “{ $path }” is there.
    .detail = { $document }: “{ $path }”
    .remedy = It is the document that counts, and it goes into the archive. Take your word back: { $command }
    .group = { $title }: declared not to exist, but the document is there
