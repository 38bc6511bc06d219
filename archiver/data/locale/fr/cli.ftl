# Help, errors and what the screen says around the report.

help = Sauvegardez les documents de votre compte ameli avant de le supprimer.

    Archiver rassemble les documents téléchargés, les reconnaît, dit ce qui manque et les réunit dans une seule archive PDF, scellée et vérifiée.

    Pour commencer : archiver backup ~/Téléchargements
help-backup = Prépare la suppression du compte : rassemble, reconnaît, compare à la liste, archive, scelle, vérifie, et donne le verdict.

    Les SOURCES sont des dossiers, des fichiers ou des .zip ; sans elles, le dossier des téléchargements. Elles ne sont jamais modifiées.

    Exemple : archiver backup ~/Téléchargements -o archive.pdf
help-check = Dit ce qui manque, sans rien écrire.

    Exemple : archiver check ~/Téléchargements --as-of 2026-12-31
help-bundle = Écrit l'archive seule, quels que soient les manques.

    Exemple : archiver bundle ~/Téléchargements -o archive.pdf
help-verify = Vérifie qu'une archive est intacte : sceau, originaux, pages.

    Exemple : archiver verify archive.pdf --deep
help-extract = Sort les documents originaux d'une archive, dans un dossier au format BagIt.

    Exemple : archiver extract archive.pdf --into documents
help-list = Montre ce que contient une archive, ou ce qui est reconnu dans des sources.

    Exemple : archiver list archive.pdf

option-output = Fichier à écrire ; sinon archive-LISTE-JOUR.pdf ici.
option-into = Dossier à créer.
option-force = Remplace ce qui existe déjà, une fois le nouveau vérifié.
option-all = Prend tout ce que les sources contiennent, même sans rapport avec le compte.
option-no-seal = N'appose pas de sceau.
option-checklist = Liste de contrôle : un nom livré ou un fichier .toml.
day-wrong = « { $value } » n'est pas un jour de la forme AAAA-MM-JJ, par exemple 2026-12-31.
option-version = Affiche la version.
option-as-of = Jour prévu de la suppression du compte (AAAA-MM-JJ) ; sinon aujourd'hui.
option-json = Écrit un objet JSON sur la sortie standard, et rien d'autre.
option-lang = Langue : fr ou en ; sinon celle du système, sinon fr.
option-quiet = N'affiche que les erreurs.
option-verbose = Plus de détails ; -vv pour les messages techniques.
option-no-color = Sans couleur.
option-show-numbers = Montre en entier les numéros personnels.
option-deep = Compare aussi chaque page en image.

error = Erreur : { $message }
SourceNotFound = « { $file } » n'existe pas. Vérifiez le nom, ou faites glisser le dossier dans la fenêtre du terminal.
NoDownloadsFolder = Aucune source n'est indiquée et le dossier des téléchargements n'a pas été trouvé ({ $file }). Indiquez un dossier : archiver backup DOSSIER.
NothingFound = Aucun document dans { $sources }. Téléchargez d'abord vos documents, ou indiquez un autre dossier.
NoDocument = « { $sources } » n’est ni un PDF, ni une image, ni un message, ni un zip : ce programme ne le lit pas. S’il contient un document du compte, enregistrez-le en PDF et donnez ce PDF.
TargetExists = « { $file } » existe déjà et n'a pas été touché. Choisissez un autre nom, ou ajoutez --force pour le remplacer.
TargetIsFolder = « { $file } » est un dossier. Donnez le nom d'un fichier, par exemple { $file }/archive.pdf.
CannotWrite = « { $file } » n'a pas pu être écrit : { $reason }. Rien n'est perdu. Réglez cela, ou choisissez un autre emplacement.
UnknownChecklist = La liste « { $name } » n'existe pas. Listes livrées : { $known } ; ou donnez un fichier .toml.
NotToml = { $reason ->
    [UTF-8] « { $file } », ligne { $line } : le fichier n'est pas enregistré en UTF-8. Ouvrez-le dans votre éditeur (sous Windows : Bloc-notes) et choisissez « Enregistrer sous », encodage UTF-8.
    [backslash] « { $file } », ligne { $line } : entre guillemets, \ ne peut pas séparer les dossiers. Écrivez / à la place : "C:/Users/Claire/Downloads".
    [equals] « { $file } », ligne { $line } : il manque un « = » entre un nom et sa valeur. Corrigez cette ligne.
    [value] « { $file } », ligne { $line } : cette valeur n'est pas comprise. Un texte va entre guillemets : "MARTIN Claire" ; un jour s'écrit 2026-12-15.
    [open] « { $file } », ligne { $line } : un guillemet ou un crochet n'est pas fermé. Corrigez cette ligne.
    [twice] « { $file } », ligne { $line } : ce nom est déjà utilisé plus haut. Gardez-en un seul.
    [line] « { $file } », ligne { $line } : il y a quelque chose de trop sur cette ligne. Une seule réponse par ligne ; un texte va entre guillemets, un jour s'écrit 2026-12-15.
   *[other] « { $file } », ligne { $line } : ce n'est pas du TOML valable ({ $reason }). Corrigez cette ligne.
}
UnknownKey = « { $file } », ligne { $line } : la clé « { $key } » est inconnue. Vouliez-vous dire : { $known } ?
MissingKey = « { $file } », ligne { $line } : il manque la clé « { $key } ». Ajoutez-la.
WrongValue = « { $file } », ligne { $line } : la valeur de « { $key } » ne convient pas. Attendu : { $expected ->
    [string] un texte entre guillemets
    [integer] un nombre entier, sans guillemets
    [boolean] true ou false, sans guillemets
    [array] une liste entre crochets, par exemple ["a", "b"]
    [table] une section, par exemple [holder]
    [date] un jour sans guillemets, par exemple 2026-12-15
    [name] un nom et un prénom
    [reason] un motif, en quelques mots
    [number] un numéro de sécurité sociale : 13 chiffres, ou 15 avec sa clé (elle doit être juste)
    [awaited] le nom d'une condition qu'une exigence de cette liste attend
   *[other] { $expected }
}.
NotAnArchive = { $reason ->
    [empty] « { $file } » est vide : ce n'est pas une archive.
    [not-pdf] « { $file } » n'est pas un PDF, donc pas une archive d'archiver.
    [lock-damaged] « { $file } » a changé depuis qu'il a été scellé, et la phrase de passe ne l'ouvre pas. Si c'est la bonne, c'est le verrou lui-même qui est abîmé. Prenez une autre copie.
    [truncated] « { $file } » est tronqué : ce n'est plus une archive lisible. Prenez une autre copie.
    [newer-format] « { $file } » a été écrit par une version plus récente d'archiver, que celle-ci ne sait pas vérifier. Rien ne dit qu'il soit abîmé : mettez le programme à jour, puis recommencez.
   *[foreign] « { $file } » est un PDF, mais pas une archive d'archiver.
}
ArchiveNotFound = { $reason ->
    [folder] « { $file } » est un dossier. Indiquez le fichier de l'archive, par exemple { $file }/archive.pdf.
    [unreadable] « { $file } » ne s'ouvre pas. Vérifiez vos droits d'accès et l'état du support, puis recommencez.
   *[absent] « { $file } » n'existe pas. Vérifiez le nom.
}
ArchiveFailed = L'archive écrite n'a pas passé sa vérification ({ $problems }). « { $file } » n'a pas été remplacé, rien n'est perdu. Recommencez ; si cela se répète, signalez-le.
SystemRefused = Le système a refusé : { $reason }. Rien n'est perdu.
bug = Une erreur d'archiver s'est produite ({ $kind }). Rien n'est perdu. Relancez avec -vv et signalez le message.

errno-ENOENT = ce dossier n'existe pas
errno-EACCES = l'écriture y est interdite
errno-EPERM = l'écriture y est interdite
errno-EROFS = ce support est en lecture seule
errno-ENOSPC = il n'y a plus de place sur le disque
errno-EDQUOT = votre quota de disque est atteint
errno-ENOTDIR = ce n'est pas un dossier
errno-EIO = le support a signalé une erreur
errno-EBUSY = un autre programme l'a ouvert (fermez-le d'abord là), ou il est protégé en écriture
errno-ENAMETOOLONG = ce nom est trop long
errno-ENOTSUP = ce n'est pas un fichier ordinaire

progress-collect = Recherche des documents
progress-read = Lecture des documents
progress-ocr = Lecture du texte des images
progress-assemble = Assemblage de l'archive
progress-seal = Pose du sceau
progress-verify = Vérification de l'archive

day-over = Le jour noté dans archiver.toml ({ $day }) est passé : la comparaison se fait pour aujourd'hui. Changez-le avec archiver init.
holder = Compte de { $holder }, suppression prévue le { $as_of }
holder-unknown = Suppression prévue le { $as_of }
found = { $count ->
    [one] Un document trouvé
   *[other] { $count } documents trouvés
}
found-recognised = { $count ->
    [one] un reconnu
   *[other] { $count } reconnus
}
found-labelled = { $count ->
    [one] un déclaré par vous
   *[other] { $count } déclarés par vous
}
found-duplicates = { $count ->
    [one] un double
   *[other] { $count } doubles
}
found-unrelated = { $count ->
    [one] un sans rapport avec le compte
   *[other] { $count } sans rapport avec le compte
}
found-doubtful = { $count ->
    [one] un douteux
   *[other] { $count } douteux
}
more = { $count ->
    [one] et un autre (avec -v : tout)
   *[other] et { $count } autres (avec -v : tout)
}
archived = Archive : { $path }
archived-facts = { $pages } pages, { $size }, { $seal ->
    [yes] scellée et vérifiée
   *[no] sans sceau, vérifiée
}
archived-seal = Empreinte du sceau : { $fingerprint }
not-deleted = Rien n'a été supprimé : la suppression du compte reste entre vos mains.
next-unsafe = { $count ->
    [one] Ne supprimez pas encore le compte. Réglez le point obligatoire ci-dessus, puis relancez la même commande.
   *[other] Ne supprimez pas encore le compte. Réglez les { $count } points obligatoires ci-dessus, puis relancez la même commande.
}
next-safe = { $disks ->
    [1] Vous pouvez supprimer le compte. Copiez d'abord l'archive sur un deuxième support (clé USB, autre disque).
   *[other] Vous pouvez supprimer le compte.
}
next-check = Rien d'obligatoire ne manque. Avant de supprimer le compte, écrivez l'archive avec « archiver backup ».
after = Après la suppression vous n'avez plus accès aux téléchargements. L'organisme conserve votre dossier selon ses propres délais, et vous gardez un droit d'accès.

documents-none = Aucun document.
column-document = Document
column-file = Fichier
column-status = État
twin-of = même document que « { $path } »

verify-intact = L'archive est intacte
verify-damaged = L'archive est abîmée ou a été modifiée
verify-seal-valid = Sceau : valable, il couvre tout le fichier.
verify-seal-broken = Sceau : rompu.
verify-seal-absent = Sceau : l'archive n'en a pas. Sans sceau, seul le fichier .sha256 gardé à côté révèle tous les changements.
verify-fingerprint = Empreinte du sceau : { $fingerprint }
verify-fingerprint-hint = Comparez-la avec celle que vous avez notée : un sceau refait par quelqu'un d'autre en a une autre.
verify-signed-at = Scellée le { $date } (selon l'archive elle-même).
verify-sidecar-match = Fichier .sha256 : conforme.
verify-sidecar-mismatch = Fichier .sha256 : ne correspond pas.
verify-sidecar-absent = Fichier .sha256 : absent.
verify-originals = Originaux : { $intact } sur { $expected } intacts.
verify-pages = Pages : { $matching } sur { $expected } conformes à leur original.
verify-rescue = Ce qui est intact peut être sorti : archiver extract { $path } --into documents

problem = { $code } ({ $name })
problem-seal-broken = Le sceau ne correspond pas au contenu : un octet au moins a changé.
problem-seal-removed = L'archive dit avoir été scellée, mais le sceau a disparu.
problem-resealed = Le sceau n'est pas celui que l'archive annonce : quelqu'un l'a refait.
problem-appended = Quelque chose a été ajouté après le sceau.
problem-not-whole-file = Le sceau ne couvre pas tout le fichier.
problem-original-damaged = L'original « { $name } » a changé.
problem-original-missing = L'original « { $name } » manque.
problem-original-extra = « { $name } » n'est pas dans l'inventaire.
problem-page-differs = La page { $name } ne montre pas la même chose que son original.
problem-page-count = L'archive a { $name } pages : ce n'est pas le nombre annoncé.
problem-manifest-damaged = L'inventaire de l'archive est illisible.
problem-truncated = La fin du fichier manque.
problem-unreadable = L'archive ne s'ouvre plus comme un PDF.

extracted = { $count ->
    [one] Un original sorti dans { $path }
   *[other] { $count } originaux sortis dans { $path }
}
extracted-check = Pour vérifier plus tard, sans archiver : bagit.py --validate { $path }
extract-damaged = Pas sorti, abîmé : { $name }
extract-missing = Pas sorti, absent : { $name }
