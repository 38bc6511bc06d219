# Ce que dit `archiver doctor`.

help-doctor = Dit ce que cet ordinateur a, et que faire de ce qui manque : trousseau, lecture des scans, place, accents, horloge.

    Ce qui manque ici n'est pas un échec : le code de sortie est 0.

    Exemple : archiver doctor
doctor-end = { $count ->
    [0] Tout est en ordre.
    [one] Un point mérite votre attention ; l'archive peut être faite sans attendre.
   *[other] { $count } points méritent votre attention ; l'archive peut être faite sans attendre.
}
doctor-prevented = Le programme est incomplet : réinstallez-le avant de faire l'archive.
doctor-program-whole = Programme : archiver { $tool }, Python { $python }, { $count } bibliothèques (-v : leurs versions).
doctor-program-broken = Programme : une partie manque ou ne se charge pas : { $names }.
    .do = Réinstallez archiver (pipx reinstall archiver, ou pip install --force-reinstall archiver).
doctor-fonts-there = Polices : les { $count } sont là ; aucune du système n'est nécessaire.
doctor-fonts-missing = Polices : il manque { $names }.
    .do = Réinstallez archiver : sans elles l'archive ne peut pas être dessinée.
doctor-keyring-there = Trousseau : { $name }.
doctor-keyring-open = Trousseau : { $name }, qui garde les secrets en clair dans un fichier.
    .do = N'y rangez pas de phrase secrète ; donnez-la au clavier.
doctor-keyring-none = Trousseau : aucun. Seules les archives verrouillées (--encrypt) et la reconnaissance de vos sceaux s'en servent.
    .do = Donnez la phrase secrète au clavier et notez l'empreinte du sceau ; ou, sous Linux, installez gnome-keyring ou KWallet.
doctor-keyring-locked = Trousseau : verrouillé.
    .do = Déverrouillez-le (en ouvrant votre session de bureau) si vous voulez y ranger une phrase secrète.
doctor-keyring-silent = Trousseau : il ne répond pas.
    .do = Une fenêtre attend peut-être votre mot de passe. Sinon, donnez la phrase secrète au clavier.
doctor-keyring-forgets = Trousseau : il ne retient rien.
    .do = Donnez la phrase secrète au clavier et notez l'empreinte du sceau.
doctor-keyring-refuses = Trousseau : il refuse.
    .do = Donnez la phrase secrète au clavier et notez l'empreinte du sceau.
doctor-ocr-ready = Lecture des scans : Tesseract est là, avec le français.
doctor-ocr-absent = Lecture des scans : Tesseract n'est pas installé ; photos et scans sans texte seront signalés, pas lus.
    .do = Si vous en avez : Debian, Ubuntu : sudo apt install tesseract-ocr tesseract-ocr-fra ; macOS : brew install tesseract tesseract-lang ; Windows : winget install UB-Mannheim.TesseractOCR, puis cochez « French » dans l'installeur.
doctor-ocr-no-french = Lecture des scans : Tesseract est là, sans le français.
    .do = Debian, Ubuntu : sudo apt install tesseract-ocr-fra ; macOS : brew install tesseract-lang ; Windows : relancez l'installeur de Tesseract et cochez « French ».
doctor-ocr-broken = Lecture des scans : Tesseract est installé mais ne répond pas.
    .do = Vérifiez que la commande « tesseract --list-langs » répond, ou réinstallez-le.
doctor-downloads-found = Téléchargements : { $folder } ({ $count ->
    [0] aucun PDF ni ZIP
    [one] un PDF ou ZIP
   *[other] { $count } PDF ou ZIP
}).
doctor-downloads-absent = Téléchargements : le dossier n'a pas été trouvé.
    .do = Nommez le dossier de vos documents : archiver check DOSSIER.
doctor-target-enough = Place pour l'archive : { $free } libres dans { $folder }.
doctor-target-little = Place pour l'archive : { $free } libres dans { $folder } ; il en faudrait { $wanted }.
    .do = Libérez de la place, ou écrivez l'archive ailleurs : archiver backup -o CHEMIN.
doctor-target-refused = Place pour l'archive : on ne peut pas écrire dans { $folder }.
    .do = Écrivez l'archive ailleurs : archiver backup -o CHEMIN.
doctor-temporary-enough = Fichiers temporaires : { $free } libres dans { $folder }.
doctor-temporary-little = Fichiers temporaires : il ne reste que { $free } dans { $folder }.
    .do = Libérez de la place, ou indiquez un autre dossier par la variable TMPDIR (sous Windows : TEMP).
doctor-temporary-none = Fichiers temporaires : aucun dossier ne peut en recevoir.
    .do = Libérez de la place, ou indiquez un autre dossier par la variable TMPDIR (sous Windows : TEMP).
doctor-console-all = Affichage : { $encoding }, accents et signes compris.
doctor-console-accents = Affichage : { $encoding }, accents compris ; quelques signes sont remplacés (+ pour ce qui est bon, x pour ce qui manque).
doctor-console-plain = Affichage : { $encoding } ne montre pas les accents ; ils sont laissés de côté à l'écran, jamais dans l'archive.
    .do = Sous Windows : Windows Terminal, ou « chcp 65001 ». Ailleurs : export LANG=fr_FR.UTF-8. Ou lisez le rapport en page web : --html.
doctor-names-all = Noms de fichiers : { $encoding }, accents compris.
doctor-names-plain = Noms de fichiers : { $encoding } ne connaît pas les accents ; des fichiers pourraient ne pas s'ouvrir.
    .do = export LANG=fr_FR.UTF-8 (ou C.UTF-8), puis recommencez.
doctor-clock-right = Horloge : { $day }, { $time }, { $zone }.
doctor-clock-wrong = Horloge : { $day }, { $time }, { $zone } : cela ne peut pas être juste.
    .do = Réglez l'horloge de l'ordinateur : les délais et la date de l'archive en dépendent. En attendant, --as-of donne le jour de la suppression.
doctor-clock-fixed = Horloge : { $day }, { $time }, { $zone } ; mais SOURCE_DATE_EPOCH impose un autre moment aux archives.
    .do = Retirez cette variable : elle ne sert qu'aux essais.
