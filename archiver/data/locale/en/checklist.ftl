# What `archiver checklist` says.

help-checklist = Show what a checklist asks for; check your own.

    Example: archiver checklist show ameli
help-checklist-show = Show what a checklist asks for.

    Example: archiver checklist show ameli
help-checklist-list = Show the checklists that ship.

    Example: archiver checklist list
help-checklist-validate = Check your own checklist, a .toml file.

    Example: archiver checklist validate my-list.toml
checklist-valid = “{ $file }” is a valid checklist: { $count ->
    [one] one requirement
   *[other] { $count } requirements
}.
checklist-level-required = Required.
checklist-level-recommended = Recommended.
checklist-level-note = For information.
checklist-slot-month = One document a month, for the { $back } months before the deletion.
checklist-slot-year = { $back ->
    [one] One document, for the year before the deletion.
   *[other] One document a year, for the { $back } years before the deletion.
}
checklist-slot-latest = Only the newest counts.
checklist-slot-event = For each leave that was declared, from the first to the last day; without days, one document at least.
checklist-each-person = Everybody who was declared has to be on one: on one for the family, or on their own.
checklist-keep = How long to keep it: { $keep }.
checklist-slot-any = One document at least.
checklist-soft = { $soft ->
    [one] The account may no longer offer the oldest.
   *[other] The account may no longer offer the { $soft } oldest.
}
checklist-fresh = { $days ->
    [0] Of the day of the deletion.
    [one] At most one day old when deleting.
   *[other] At most { $days } days old when deleting.
}
checklist-covers-as-of = Valid on the day of the deletion.
checklist-condition = Only if you declare it, as “{ $condition }”.
checklist-where = Where: { $where }.
