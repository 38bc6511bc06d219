# What `archiver doctor` says.

help-doctor = Say what this computer has, and what to do about what is missing: keyring, reading of scans, room, accents, clock.

    What is missing here is no failure: the exit code is 0.

    Example: archiver doctor
doctor-end = { $count ->
    [0] All is well.
    [one] One point deserves your attention; the archive can be made without waiting.
   *[other] { $count } points deserve your attention; the archive can be made without waiting.
}
doctor-prevented = The program is not complete: install it again before you make the archive.
doctor-program-whole = Program: archiver { $tool }, Python { $python }, { $count } libraries (-v: their versions).
doctor-program-broken = Program: a part is missing or does not load: { $names }.
    .do = Install archiver again (pipx reinstall archiver, or pip install --force-reinstall archiver).
doctor-fonts-there = Fonts: all { $count } are there; none of the system’s is needed.
doctor-fonts-missing = Fonts: { $names } missing.
    .do = Install archiver again: without them the archive cannot be drawn.
doctor-keyring-there = Keyring: { $name }.
doctor-keyring-open = Keyring: { $name }, which keeps secrets unlocked in a file.
    .do = Do not keep a passphrase there; type it.
doctor-keyring-none = Keyring: none. Only locked archives (--encrypt) and the recognition of your own seals use one.
    .do = Type the passphrase and note the seal’s fingerprint; or, on Linux, install gnome-keyring or KWallet.
doctor-keyring-locked = Keyring: locked.
    .do = Unlock it (by opening your desktop session) if you want to keep a passphrase there.
doctor-keyring-silent = Keyring: it does not answer.
    .do = A window may be waiting for your password. Otherwise, type the passphrase.
doctor-keyring-forgets = Keyring: it keeps nothing.
    .do = Type the passphrase and note the seal’s fingerprint.
doctor-keyring-refuses = Keyring: it refuses.
    .do = Type the passphrase and note the seal’s fingerprint.
doctor-ocr-ready = Reading of scans: Tesseract is there, with French.
doctor-ocr-absent = Reading of scans: Tesseract is not installed; photos and scans without text will be reported, not read.
    .do = If you have any: Debian, Ubuntu: sudo apt install tesseract-ocr tesseract-ocr-fra; macOS: brew install tesseract tesseract-lang; Windows: winget install UB-Mannheim.TesseractOCR, then tick “French” in the installer.
doctor-ocr-no-french = Reading of scans: Tesseract is there, without French.
    .do = Debian, Ubuntu: sudo apt install tesseract-ocr-fra; macOS: brew install tesseract-lang; Windows: run the installer of Tesseract again and tick “French”.
doctor-ocr-broken = Reading of scans: Tesseract is installed but does not answer.
    .do = See whether the command “tesseract --list-langs” answers, or install it again.
doctor-downloads-found = Downloads: { $folder } ({ $count ->
    [0] no PDF or ZIP
    [one] one PDF or ZIP
   *[other] { $count } PDFs or ZIPs
}).
doctor-downloads-absent = Downloads: the folder was not found.
    .do = Name the folder of your documents: archiver check FOLDER.
doctor-target-enough = Room for the archive: { $free } free in { $folder }.
doctor-target-little = Room for the archive: { $free } free in { $folder }; { $wanted } would be needed.
    .do = Make room, or write the archive elsewhere: archiver backup -o PATH.
doctor-target-refused = Room for the archive: { $folder } cannot be written to.
    .do = Write the archive elsewhere: archiver backup -o PATH.
doctor-temporary-enough = Temporary files: { $free } free in { $folder }.
doctor-temporary-little = Temporary files: only { $free } left in { $folder }.
    .do = Make room, or name another folder in the variable TMPDIR (on Windows: TEMP).
doctor-temporary-none = Temporary files: no folder takes any.
    .do = Make room, or name another folder in the variable TMPDIR (on Windows: TEMP).
doctor-console-all = Display: { $encoding }, accents and signs included.
doctor-console-accents = Display: { $encoding }, accents included; a few signs are replaced (+ for what is good, x for what is missing).
doctor-console-plain = Display: { $encoding } does not show accents; they are left out on the screen, never in the archive.
    .do = On Windows: Windows Terminal, or “chcp 65001”. Elsewhere: export LANG=en_GB.UTF-8. Or read the report as a web page: --html.
doctor-names-all = File names: { $encoding }, accents included.
doctor-names-plain = File names: { $encoding } knows no accents; some files may not open.
    .do = export LANG=en_GB.UTF-8 (or C.UTF-8), then start again.
doctor-clock-right = Clock: { $day }, { $time }, { $zone }.
doctor-clock-wrong = Clock: { $day }, { $time }, { $zone }: that cannot be right.
    .do = Set the clock of the computer: ages and the archive’s date depend on it. Meanwhile, --as-of gives the day of the deletion.
doctor-clock-fixed = Clock: { $day }, { $time }, { $zone }; but SOURCE_DATE_EPOCH imposes another moment on archives.
    .do = Take that variable away: it is for tests only.
