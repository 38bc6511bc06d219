# Locked archives and passphrases.
option-encrypt = Lock the archive with a passphrase (AES-256).
option-passphrase-fd = Read the passphrase from this file descriptor.
option-passphrase-command = Command that prints the passphrase; run without a shell.
option-source-passphrase-command = Command that prints the password of a protected document; run without a shell for each, with its name in ARCHIVER_SOURCE.
title-opened-with-passphrase = { $title } (opens with its password only)
verify-unchecked = { $count ->
    [one] One page was not compared: its original, intact, opens only with its password (--source-passphrase-command).
   *[other] { $count } pages were not compared: their originals, intact, open only with their passwords (--source-passphrase-command).
}
help-passphrase = Keep the passphrase in the system keyring, forget it, or say whether it is there.

    Example: archiver passphrase status
help-passphrase-set = Keep the passphrase in the system keyring.

    Example: archiver passphrase set
help-passphrase-forget = Take the passphrase out of the keyring. Archives stay locked.

    Example: archiver passphrase forget
help-passphrase-status = Say which keyring is used, and whether the passphrase is in it.

    Example: archiver passphrase status
passphrase-offer = Choose a passphrase. A suggestion: { $offer }
passphrase-prompt = Your passphrase (Enter: the suggestion)
passphrase-again = Once more, to be sure
passphrase-unlock = Passphrase of the archive
passphrase-write-down = Write it down on paper now: { $offer }. Without it nobody can ever open the archive.
passphrase-long = Beware: beyond 32 characters some tools (those of poppler) cannot open the archive. Common readers can.
passphrase-stored = The passphrase is in the keyring ({ $keyring }).
passphrase-only-here = It is on this computer only: write it down on paper, too. If the computer is lost, the archive would be lost with it.
passphrase-keyring = Keyring: { $keyring }
passphrase-there = The passphrase is in it.
passphrase-none = No passphrase was found in it (or the keyring is locked).
passphrase-forgotten = The passphrase was taken out of the keyring.
archived-locked = Locked (AES-256): without the passphrase nobody can open it. Keep that on paper, too.
archived-laid-open = Beware: { $count ->
    [one] the archive that these documents come from, { $paths }, is locked
   *[other] archives that these documents come from, { $paths }, are locked
}; this one is not: whoever has it can read it. To lock it, too, run the same command with --encrypt --force.
seal-not-remembered = No keyring here to remember the seal’s fingerprint: write it down, it tells your archive from a copy made again.
verify-fingerprint-known = This seal was made on this computer.
verify-fingerprint-unknown = This seal was not made on this computer (or its keyring forgot it). Compare the fingerprint with the one you wrote down.
PassphraseUnusable = { $reason ->
    [empty] The passphrase is empty. Give one of at least a few words.
    [too-long] The passphrase is too long: 127 bytes at most. Shorten it.
   *[prohibited] The passphrase has a sign that not all PDF readers take (emoji, control character). Use letters, digits and spaces.
}
PassphraseMissing = “{ $file }” is locked and no passphrase was given. Run this again in a terminal, or with --passphrase-command.
PassphraseWrong = The passphrase does not open “{ $file }”. Check it (capitals, spaces) and try again.
NoPassphrase = Locking the archive takes a passphrase. Run this again in a terminal, or with --passphrase-command, or store one first: archiver passphrase set.
PassphrasesDiffer = The two passphrases are not the same. Nothing was done; try again.
TwoPassphrases = The passphrase is given in several ways at once ({ $ways }). Keep one of them.
PassphraseSourceFailed = The passphrase could not be read by { $way } ({ $reason }). Try the command by itself, then this again.
KeyringUnusable = { $reason ->
    [none] This computer has no usable keyring. Type the passphrase or use --passphrase-command; on Linux, install gnome-keyring or KWallet.
    [locked] The system keyring is locked. Log in or unlock it, then try again.
    [silent] The system keyring does not answer. It may be waiting to be unlocked; else type the passphrase.
    [forgets] The system keyring did not keep the passphrase. Write it down on paper and type it.
   *[refuses] The system keyring refused. Type the passphrase or use --passphrase-command.
}
