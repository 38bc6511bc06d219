# What `archiver init` says, and the explanations in archiver.toml.

help-init = Ask a few questions about what only you know, and note the answers in archiver.toml.

    What the documents say already is not asked. Every question can be skipped; run it again to change an answer, or change archiver.toml by hand. The SOURCES that are named are remembered.

    Example: archiver init ~/Downloads
option-defaults = Ask nothing: write an archiver.toml to be completed by hand.

init-welcome = A few questions, once and for all. Enter skips a question, or keeps the answer given before. Nothing is sent, and nothing is noted before the end.
init-seen-holder = Read in your documents: the account is that of { $holder }.
init-seen-people = Read on your certificate: { $people }.
init-seen-leave = Proven by your documents already: a leave, { $period }.
init-day = On which day will the account be deleted? (DD/MM/YYYY; Enter: not decided yet)
init-day-before = Noted: { $day }; “-” takes it back.
init-day-wrong = “{ $given }” is not a day. Write for example 15/12/2026.
init-day-past = “{ $given }” is over already. Give a day to come.
init-holder = In whose name is the account? (first and last name; Enter: let the documents say so)
init-holder-which = Your documents bear several names: { $names }. In whose name is the account that you are closing? (number, or surname and first name; Enter: later)
init-no-name = “{ $given }” was not understood. Write surname and first name, for example MARTIN Léa, or skip with Enter.
init-people = Who else is insured through this account: spouse, children? The attestation de droits will have to name everybody.
init-people-keep = Noted already: { $people }. Keep them?
init-person = First and last name (Enter: nobody else):
init-hint = “{ $path }” suggests that you do.
init-settled = { $question } In your documents already: “{ $path }”. It is noted.
init-leaves = The days of each leave, even an old one: each will have to be proven in full.
init-leaves-keep = Noted already: { $leaves }. Keep them?
init-leave = From … to … (for example 03/02/2025 to 28/02/2025; Enter: no other one):
init-leave-noted = Understood: { $periods }.
init-leave-wrong = “{ $given }” was not understood. Write for example 03/02/2025 to 28/02/2025.
init-stopped = Interrupted: nothing was noted.
init-written = Noted in { $file }. Everything can be changed there by hand.
init-next = To see what is missing: archiver check

settings-head =
    What only you know. Written by “archiver init”, and free to be changed by hand.
    What follows a “#” is an explanation: the program does not read it.
    All of it is optional.
settings-checklist = The list of what has to be there: ameli, caf, retraite, or a .toml file beside this one.
settings-as-of = The day on which the account will be deleted. Without it: today, every time.
settings-sources = Where the documents are. Without it: the downloads folder.
settings-declared = What concerns you, out of:
settings-holder = Whose account it is, if the documents do not say so clearly enough.
settings-person = Who else is insured through this account: one part for each person.
settings-leave = Your leaves with daily allowances: one part for each leave.
settings-waiver = Documents that do not exist are noted with: archiver waive
settings-requirement = What you want otherwise than the list (archiver checklist show gives the names).
