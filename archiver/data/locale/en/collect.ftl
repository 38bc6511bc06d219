# What `archiver collect` says.

help-collect = Copy the recognised documents into a tidy folder, under names that say what they are.

    The original files stay where they are. Nothing is replaced: run it again after further downloads.

    Example: archiver collect ~/Downloads --into ameli-documents
collected = { $count ->
    [0] No new copy in “{ $folder }”.
    [one] One copy made in “{ $folder }”.
   *[other] { $count } copies made in “{ $folder }”.
}
collected-present = { $count ->
    [one] Another one was there already.
   *[other] { $count } others were there already.
}
collected-left = { $count ->
    [one] One file was not recognised and stays where it is:
   *[other] { $count } files were not recognised and stay where they are:
}
collected-why = To know why: archiver explain FILE
