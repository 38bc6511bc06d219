# Archives verrouillées et phrases secrètes.
option-encrypt = Verrouille l’archive avec une phrase secrète (AES-256).
option-passphrase-fd = Lit la phrase secrète dans ce descripteur de fichier.
option-passphrase-command = Commande qui affiche la phrase secrète ; lancée sans shell.
option-source-passphrase-command = Commande qui affiche le mot de passe d’un document protégé ; lancée sans shell pour chacun, son nom dans ARCHIVER_SOURCE.
title-opened-with-passphrase = { $title } (ne s’ouvre qu’avec son mot de passe)
verify-unchecked = { $count ->
    [one] Une page n’a pas été comparée : son original, intact, ne s’ouvre qu’avec son mot de passe (--source-passphrase-command).
   *[other] { $count } pages n’ont pas été comparées : leurs originaux, intacts, ne s’ouvrent qu’avec leur mot de passe (--source-passphrase-command).
}
help-passphrase = Range la phrase secrète dans le trousseau du système, l’oublie, ou dit si elle y est.

    Exemple : archiver passphrase status
help-passphrase-set = Range la phrase secrète dans le trousseau du système.

    Exemple : archiver passphrase set
help-passphrase-forget = Retire la phrase secrète du trousseau. Les archives restent verrouillées.

    Exemple : archiver passphrase forget
help-passphrase-status = Dit quel trousseau sert, et si la phrase secrète y est.

    Exemple : archiver passphrase status
passphrase-offer = Choisissez une phrase secrète. Proposition : { $offer }
passphrase-prompt = Votre phrase (Entrée : la proposition)
passphrase-again = Encore une fois, pour être sûr
passphrase-unlock = Phrase secrète de l’archive
passphrase-write-down = Notez-la maintenant sur papier : { $offer }. Sans elle, personne ne pourra plus ouvrir l’archive.
passphrase-long = Attention : au-delà de 32 caractères, certains outils (ceux de poppler) n’ouvrent pas l’archive. Les lecteurs courants l’ouvrent.
passphrase-stored = La phrase secrète est dans le trousseau ({ $keyring }).
passphrase-only-here = Elle n’est que sur cet ordinateur : notez-la aussi sur papier. Si l’ordinateur est perdu, l’archive le serait avec lui.
passphrase-keyring = Trousseau : { $keyring }
passphrase-there = La phrase secrète y est.
passphrase-none = Aucune phrase secrète n’y a été trouvée (ou le trousseau est verrouillé).
passphrase-forgotten = La phrase secrète a été retirée du trousseau.
archived-locked = Verrouillée (AES-256) : sans la phrase secrète, personne ne peut l’ouvrir. Gardez-la aussi sur papier.
archived-laid-open = Attention : { $count ->
    [one] l’archive d’où viennent ces documents, { $paths }, est verrouillée
   *[other] des archives d’où viennent ces documents, { $paths }, sont verrouillées
} ; celle-ci ne l’est pas : quiconque l’a peut la lire. Pour la verrouiller aussi, relancez la même commande avec --encrypt --force.
seal-not-remembered = Pas de trousseau ici pour retenir l’empreinte du sceau : notez-la, elle distingue votre archive d’une copie refaite.
verify-fingerprint-known = C’est un sceau fait sur cet ordinateur.
verify-fingerprint-unknown = Ce sceau n’a pas été fait sur cet ordinateur (ou son trousseau l’a oublié). Comparez l’empreinte avec celle que vous avez notée.
PassphraseUnusable = { $reason ->
    [empty] La phrase secrète est vide. Donnez-en une d’au moins quelques mots.
    [too-long] La phrase secrète est trop longue : 127 octets au plus. Raccourcissez-la.
   *[prohibited] La phrase secrète contient un signe que les lecteurs de PDF ne prennent pas tous (émoji, caractère de contrôle). Prenez des lettres, des chiffres et des espaces.
}
PassphraseMissing = « { $file } » est verrouillé et aucune phrase secrète n’a été donnée. Relancez dans un terminal, ou avec --passphrase-command.
PassphraseWrong = La phrase secrète n’ouvre pas « { $file } ». Vérifiez-la (majuscules, espaces) et recommencez.
NoPassphrase = Pour verrouiller l’archive il faut une phrase secrète. Relancez dans un terminal, ou avec --passphrase-command, ou rangez-la d’abord : archiver passphrase set.
PassphrasesDiffer = Les deux phrases secrètes ne sont pas les mêmes. Rien n’a été fait ; recommencez.
TwoPassphrases = La phrase secrète est donnée de plusieurs façons à la fois ({ $ways }). Gardez-en une seule.
PassphraseSourceFailed = La phrase secrète n’a pas pu être lue par { $way } ({ $reason }). Essayez la commande seule, puis recommencez.
KeyringUnusable = { $reason ->
    [none] Cet ordinateur n’a pas de trousseau utilisable. Donnez la phrase secrète au clavier ou avec --passphrase-command ; sous Linux, installez gnome-keyring ou KWallet.
    [locked] Le trousseau du système est verrouillé. Ouvrez votre session ou déverrouillez-le, puis recommencez.
    [silent] Le trousseau du système ne répond pas. Il attend peut-être d’être déverrouillé ; sinon donnez la phrase secrète au clavier.
    [forgets] Le trousseau du système n’a pas gardé la phrase secrète. Notez-la sur papier et donnez-la au clavier.
   *[refuses] Le trousseau du système a refusé. Donnez la phrase secrète au clavier ou avec --passphrase-command.
}
