# Verdict, gaps, documents: said on the screen, in the archive and in JSON.
# Typographic spaces and apostrophes are put in when the file is read.

range-months = { $first } à { $last }
range-days = du { $first } au { $last }
size-units = octets ko Mo Go To
list-and = { $first } et { $last }

verdict-safe = Vous pouvez supprimer le compte
    .sentence = Tout ce que la liste demande est là, lisible et récent au { $as_of }.
    .sentence-recommended = { $count ->
        [one] Tout ce que la liste exige est là au { $as_of }. Un point recommandé reste ouvert.
       *[other] Tout ce que la liste exige est là au { $as_of }. { $count } points recommandés restent ouverts.
    }
    .sentence-declared = { $count ->
        [one] Au { $as_of }, tout ce que la liste exige est là, sauf un document que vous avez déclaré inexistant : pour lui, il n'y a que votre parole.
       *[other] Au { $as_of }, tout ce que la liste exige est là, sauf { $count } documents que vous avez déclarés inexistants : pour eux, il n'y a que votre parole.
    }
    .open = { $count ->
        [one] Un point recommandé reste ouvert.
       *[other] { $count } points recommandés restent ouverts.
    }
    .labelled = { $count ->
        [one] Un document exigé n'est là que selon vous : le fichier n'a pas été reconnu comme tel.
       *[other] { $count } documents exigés ne sont là que selon vous : les fichiers n'ont pas été reconnus comme tels.
    }
    .changed = { $count ->
        [one] Un point de cette liste a été changé par vous, dans archiver.toml.
       *[other] { $count } points de cette liste ont été changés par vous, dans archiver.toml.
    }
verdict-unsafe = Ne supprimez pas encore le compte
    .sentence = { $count ->
        [one] Un point obligatoire n'est pas réglé au { $as_of }.
       *[other] { $count } points obligatoires ne sont pas réglés au { $as_of }.
    }

level-required = obligatoire
level-recommended = recommandé
level-note = pour information
level-heading-required = À régler avant de supprimer
level-heading-recommended = Recommandé
level-heading-note = Pour information

status-recognised = reconnu
status-labelled = déclaré
status-unrecognised = non reconnu
status-unreadable = illisible
status-unsearchable = image sans texte
status-partial = inachevé
status-duplicate = double
status-unrelated = sans rapport

title-unknown = Document non reconnu
title-with-period = { $title }, { $period }
title-labelled = { $title } (selon vous)
title-with-date = { $title } du { $date }
title-from-picture = { $title } (texte lu sur l’image)
person-unknown = nom inconnu

gap-missing-window = Il manque : { $title }, { $period }.
    .remedy = À télécharger { $where }.
    .group = { $count ->
        [one] { $title } : un mois manque
       *[other] { $title } : { $count } mois manquent
    }
gap-missing-window-year = Il manque : { $title }, { $period }.
    .remedy = À télécharger { $where }.
    .group = { $title } : il en manque
gap-missing-soft-window = Il manque : { $title }, { $period }. C'est l'un des plus anciens : le compte ne le propose peut-être plus.
    .remedy = À chercher { $where }. S'il n'y est plus, demandez-le { $account ->
        [ameli] à votre caisse par la messagerie du compte ou au 3646
       *[any] à l'organisme qui tient le compte
    }, et gardez sa réponse.
    .note = Les plus anciens ne sont peut-être plus proposés : demandez-les alors { $account ->
        [ameli] à votre caisse, par la messagerie du compte ou au 3646
       *[any] à l'organisme qui tient le compte
    }.
gap-missing-current-month = { $title }, { $period } : ce mois n'est pas fini, son document n'existe pas encore.
    .remedy = { $details ->
        [0] Attendez-le, ou enregistrez le détail des paiements du mois avant de supprimer le compte.
        [one] Le détail d'un paiement de ce mois est déjà là. S'il y en a d'autres, enregistrez-les aussi, ou attendez le document du mois.
       *[other] Le détail de { $details } paiements de ce mois est déjà là. S'il y en a d'autres, enregistrez-les aussi, ou attendez le document du mois.
    }
    .group = { $title } : le mois en cours n'a pas encore de document
gap-missing-never-found = Il manque : { $title }.
    .remedy = À obtenir { $where }.
    .group = { $title } : aucun document trouvé
gap-missing-suggested = { $title } : aucun document trouvé, mais « { $because } » laisse penser que vous êtes concerné.
    .remedy = Si c'est le cas, à obtenir { $where }. Déclarez-le ensuite : archiver init.
    .detail = « { $because } » le laisse penser, mais aucun document n'a été trouvé.
    .group = { $title } : vous êtes peut-être concerné
gap-missing-suggested-still = { $title } : « { $because } » est là, mais ne suffit pas au jour de la suppression. Vous êtes peut-être encore concerné.
    .remedy = Si c'est le cas, à obtenir { $where }. Déclarez-le ensuite : archiver init.
    .detail = « { $because } » est là, mais ne suffit pas au jour de la suppression.
    .group = { $title } : vous êtes peut-être encore concerné

gap-stale-too-old = { $title } : le document le plus récent date du { $issued }. Au jour de la suppression il aura { $age_days } jours ; { $fresh_days } au plus sont admis.
    .detail = Le plus récent date du { $issued }. Au jour de la suppression il aura { $age_days } jours ; { $fresh_days } au plus sont admis.
    .remedy = À télécharger de nouveau, juste avant la suppression, { $where }.
    .group = { $title } : document trop ancien au jour de la suppression
gap-stale-expired = { $title } : la validité du document « { $path } » ({ $period }) ne couvre pas le jour de la suppression.
    .detail = Validité de « { $path } » : { $period }
    .remedy = À télécharger de nouveau { $where }.
    .group = { $title } : document pas valable au jour de la suppression
gap-stale-issued-later = { $title } : « { $path } » porte une date postérieure à la suppression ({ $issued }).
    .detail = « { $path } » est daté du { $issued }.
    .remedy = Vérifiez la date prévue de la suppression (--as-of) ; sinon, à télécharger de nouveau { $where }.
    .group = { $title } : document daté d'après la suppression
gap-stale-undated = { $title } : aucune date n'a pu être lue sur « { $path } ».
    .detail = Aucune date n'a pu être lue sur « { $path } ».
    .remedy = À télécharger de nouveau { $where }.
    .group = { $title } : document sans date lisible
gap-stale-validity-unread = { $title } : aucune durée de validité n'a pu être lue sur « { $path } ». Rien ne dit qu'il est valable le jour de la suppression.
    .detail = Aucune durée de validité n'a pu être lue sur « { $path } ».
    .remedy = Ouvrez-le. S'il porte ses dates de validité, dites-les : archiver label "{ $path }" --kind { $kind } --period 2026-01..2026-12 (avec ses mois à lui). S'il n'en porte pas, c'est peut-être un refus : à télécharger de nouveau { $where }.
    .group = { $title } : validité non lue

gap-incomplete-pages-absent = « { $path } » est incomplet : { $document }. Il manque : { $absent_count ->
        [one] page
       *[other] pages
    } { $absent } sur { $total }.
    .detail = « { $path } » ({ $document }), il manque : { $absent_count ->
        [one] page
       *[other] pages
    } { $absent } sur { $total }
    .remedy = Téléchargez ce document de nouveau, avec toutes ses pages.
    .group = { $count ->
        [one] Un document a perdu des pages
       *[other] { $count } documents ont perdu des pages
    }
gap-incomplete-page-unreadable = « { $path } » est incomplet : { $document }. Une page au moins est illisible.
    .detail = « { $path } » ({ $document })
    .remedy = Téléchargez ce document de nouveau.
    .group = { $count ->
        [one] Un document a une page illisible
       *[other] { $count } documents ont des pages illisibles
    }
gap-incomplete-issued-early = « { $path } » a été établi le { $issued }, avant la fin de la période : { $document }. Ce qui est venu ensuite ne peut pas y être.
    .detail = « { $path } » ({ $document }), établi le { $issued }
    .remedy = Téléchargez ce document de nouveau, maintenant que la période est finie.
    .group = { $count ->
        [one] Un document a été établi avant la fin de sa période
       *[other] { $count } documents ont été établis avant la fin de leur période
    }
gap-conflict-two-versions = Deux documents différents pour { $period } ({ $title }) : « { $other } » et « { $path } ».
    .detail = { $document } : « { $other } » et « { $path } »
    .remedy = Comparez-les. Les deux vont dans l'archive.
    .group = { $count ->
        [one] Deux documents différents pour la même période
       *[other] Des documents différents pour les mêmes périodes
    }
gap-other-person-other-person = « { $path } » est au nom d'une autre personne ({ $person }) : { $document }.
    .detail = « { $path } » ({ $person }) : { $document }
    .remedy = { $count ->
        [one] Ne compte pas pour votre compte, mais va aussi dans l'archive.
       *[other] Ne comptent pas pour votre compte, mais vont aussi dans l'archive.
    } La suppression de l'autre compte se prépare à part.
    .group = { $count ->
        [one] Un document d'une autre personne
       *[other] { $count } documents d'une autre personne
    }
gap-other-person-covers-others = « { $path } » ne couvre pas le titulaire du compte : n'y figure que { $covers }.
    .detail = « { $path } » ({ $covers }) : { $document }
    .remedy = Téléchargez l'attestation pour toute la famille, ou celle du titulaire aussi.
    .group = { $count ->
        [one] Une attestation ne couvre pas le titulaire du compte
       *[other] { $count } attestations ne couvrent pas le titulaire du compte
    }
gap-other-person-holder-undecided = À qui est le compte ? Presque autant de documents sont au nom de { $person } qu'au nom de { $taken }. Tout ce qui est dit ici vaut pour le compte de { $taken }.
    .detail = Presque autant de documents sont au nom de { $person } qu'au nom de { $taken }. Tout ce qui est dit ici vaut pour le compte de { $taken }.
    .remedy = Dites à quel nom est le compte que vous fermez : archiver init pose la question, et note la réponse sous [holder] dans archiver.toml.
    .group = À qui est le compte ? Ce n'est pas sûr
gap-unrecognised-no-period = « { $path } » : { $title }, mais sa période n'a pas pu être lue.
    .detail = « { $path } » : { $title }
    .remedy = Ouvrez-le pour voir quel mois il couvre. Il ne compte pour aucun.
    .group = { $count ->
        [one] Un document sans période lisible
       *[other] { $count } documents sans période lisible
    }
gap-unrecognised-no-kind = « { $path } » semble venir du compte, mais son genre n'a pas été reconnu.
    .detail = « { $path } »
    .remedy = Ouvrez-le pour voir ce que c'est ; si c'est un document qui manque, téléchargez-le de nouveau.
    .group = { $count ->
        [one] Un document qui semble venir du compte n'a pas été reconnu
       *[other] { $count } documents qui semblent venir du compte n'ont pas été reconnus
    }
gap-unrecognised-web-page = « { $path } » est une page web enregistrée, pas un document du compte.
    .detail = « { $path } »
    .remedy = Si elle montre un document, téléchargez-le en PDF.
    .group = { $count ->
        [one] Une page web du compte, enregistrée telle quelle
       *[other] { $count } pages web du compte, enregistrées telles quelles
    }

gap-unreadable-empty = « { $path } » est vide (0 octet).
    .detail = « { $path } »
    .remedy = Téléchargez-le de nouveau.
    .group = { $count ->
        [one] Un fichier vide (0 octet)
       *[other] { $count } fichiers vides (0 octet)
    }
gap-unreadable-web-page = « { $path } » n'est pas un document mais une page web, sans doute la page de connexion : la session avait expiré.
    .detail = « { $path } »
    .remedy = Reconnectez-vous et téléchargez le document de nouveau.
    .group = { $count ->
        [one] Une page web (sans doute celle de connexion) à la place d'un document
       *[other] { $count } pages web (sans doute celle de connexion) à la place de documents
    }
gap-unreadable-not-a-pdf = « { $path } » porte un nom de PDF mais n'en est pas un.
    .detail = « { $path } »
    .remedy = Téléchargez-le de nouveau.
    .group = { $count ->
        [one] Un fichier qui n'est pas le PDF annoncé
       *[other] { $count } fichiers qui ne sont pas les PDF annoncés
    }
gap-unreadable-packed = « { $path } » est un dossier compressé d’un genre que ce programme n’ouvre pas : ce qu’il contient n’a pas pu être vérifié.
    .detail = « { $path } »
    .remedy = Extrayez-en les fichiers dans le dossier vérifié, s’il vient du compte.
    .group = { $count ->
        [one] Un dossier compressé (rar, 7z, tar…) qui n’a pas pu être ouvert
       *[other] { $count } dossiers compressés (rar, 7z, tar…) qui n’ont pas pu être ouverts
    }
gap-unreadable-foreign = « { $path } » n’est pas un PDF, et ce programme ne lit pas ce format : ce qu’il contient n’a pas pu être vérifié.
    .detail = « { $path } »
    .remedy = S’il vient du compte, ouvrez-le et enregistrez-le en PDF.
    .group = { $count ->
        [one] Un fichier d’un format que ce programme ne lit pas (docx, xps, msg…)
       *[other] { $count } fichiers de formats que ce programme ne lit pas (docx, xps, msg…)
    }
gap-unreadable-damaged = « { $path } » est abîmé : il ne s'ouvre pas.
    .detail = « { $path } »
    .remedy = Téléchargez-le de nouveau.
    .group = { $count ->
        [one] Un fichier abîmé, qui ne s'ouvre pas
       *[other] { $count } fichiers abîmés, qui ne s'ouvrent pas
    }
gap-unreadable-truncated = « { $path } » est tronqué : la fin du fichier manque.
    .detail = « { $path } »
    .remedy = Téléchargez-le de nouveau.
    .group = { $count ->
        [one] Un fichier tronqué : la fin manque
       *[other] { $count } fichiers tronqués : la fin manque
    }
gap-unreadable-locked = « { $path } » est protégé par un mot de passe.
    .detail = « { $path } »
    .remedy = Ouvrez-le avec son mot de passe et enregistrez-en une copie sans protection, ou téléchargez-le de nouveau.
    .group = { $count ->
        [one] Un fichier protégé par un mot de passe
       *[other] { $count } fichiers protégés par un mot de passe
    }
gap-unreadable-refused = « { $path } » est protégé, et le mot de passe donné ne l'ouvre pas.
    .detail = « { $path } »
    .remedy = Vérifiez ce que la commande --source-passphrase-command affiche pour ce fichier.
    .group = { $count ->
        [one] Un fichier protégé que le mot de passe donné n'ouvre pas
       *[other] { $count } fichiers protégés que le mot de passe donné n'ouvre pas
    }
gap-unreadable-too-slow = « { $path } » n'a pas pu être lu en un temps raisonnable.
    .detail = « { $path } »
    .remedy = Ouvrez-le pour voir ce que c'est, ou téléchargez-le de nouveau.
    .group = { $count ->
        [one] Un fichier trop long à lire
       *[other] { $count } fichiers trop longs à lire
    }
gap-unreadable-crashed = « { $path } » a fait échouer le lecteur de PDF.
    .detail = « { $path } »
    .remedy = Ouvrez-le pour voir ce que c'est, ou téléchargez-le de nouveau.
    .group = { $count ->
        [one] Un fichier qui fait échouer la lecture
       *[other] { $count } fichiers qui font échouer la lecture
    }
gap-unreadable-too-large = « { $path } » est trop grand pour être lu.
    .detail = « { $path } »
    .remedy = Ouvrez-le pour voir ce que c'est.
    .group = { $count ->
        [one] Un fichier trop grand
       *[other] { $count } fichiers trop grands
    }
gap-unreadable-blank = « { $path } » est vide : rien n’est dessiné sur ses pages.
    .detail = « { $path } »
    .remedy = Si c’est un document du compte, téléchargez-le de nouveau.
    .group = { $count ->
        [one] Un fichier dont les pages sont vides
       *[other] { $count } fichiers dont les pages sont vides
    }
gap-unreadable-cannot-open = « { $path } » n'a pas pu être ouvert.
    .detail = « { $path } »
    .remedy = Vérifiez le fichier et vos droits d'accès, puis recommencez.
    .group = { $count ->
        [one] Un fichier qui n'a pas pu être ouvert
       *[other] { $count } fichiers qui n'ont pas pu être ouverts
    }
gap-unsearchable-picture = « { $path } » est une image : ce qui a pu y être lu ne dit pas de façon sûre ce que c’est.
    .detail = « { $path } »
    .remedy = À regarder : si c’est un document du compte, téléchargez l’original.
    .group = { $count ->
        [one] Une image dont la lecture n’est pas sûre : contenu non vérifié
       *[other] { $count } images dont la lecture n’est pas sûre : contenu non vérifié
    }
gap-unsearchable-ocr-absent = « { $path } » est une image, et rien sur cet ordinateur ne sait en lire le texte : son contenu n’a pas pu être vérifié.
    .detail = « { $path } »
    .remedy = Installez le programme gratuit Tesseract avec le français, puis recommencez. Debian, Ubuntu : sudo apt install tesseract-ocr tesseract-ocr-fra ; macOS : brew install tesseract tesseract-lang ; Windows : winget install UB-Mannheim.TesseractOCR, puis cochez « French » dans l’installeur. Sinon, regardez l’image : si c’est un document du compte, téléchargez l’original.
    .group = { $count ->
        [one] Une image sans texte, illisible sur cet ordinateur : contenu non vérifié
       *[other] { $count } images sans texte, illisibles sur cet ordinateur : contenu non vérifié
    }
gap-unsearchable-ocr-no-french = « { $path } » est une image, et Tesseract est installé sans le français : son contenu n’a pas pu être vérifié.
    .detail = « { $path } »
    .remedy = Ajoutez le français à Tesseract, puis recommencez. Debian, Ubuntu : sudo apt install tesseract-ocr-fra ; macOS : brew install tesseract-lang ; Windows : relancez l’installeur de Tesseract et cochez « French ». Sinon, regardez l’image : si c’est un document du compte, téléchargez l’original.
    .group = { $count ->
        [one] Une image que Tesseract ne peut pas lire sans le français : contenu non vérifié
       *[other] { $count } images que Tesseract ne peut pas lire sans le français : contenu non vérifié
    }
gap-unsearchable-ocr-failed = « { $path } » est une image que Tesseract n’a pas réussi à lire : son contenu n’a pas pu être vérifié.
    .detail = « { $path } »
    .remedy = Vérifiez que la commande « tesseract --list-langs » répond. Sinon, regardez l’image : si c’est un document du compte, téléchargez l’original.
    .group = { $count ->
        [one] Une image que Tesseract n’a pas réussi à lire : contenu non vérifié
       *[other] { $count } images que Tesseract n’a pas réussi à lire : contenu non vérifié
    }
gap-partial-unfinished = « { $path } » est un téléchargement inachevé.
    .detail = « { $path } »
    .remedy = Relancez ce téléchargement jusqu'au bout. Si le fichier est resté dans iCloud, ouvrez-le une fois dans le Finder.
    .group = { $count ->
        [one] Un téléchargement inachevé
       *[other] { $count } téléchargements inachevés
    }
# Said after the remedy of a file that stands in the way of the deletion for as long as it is there.
gap-away = { $count ->
    [one] Rangez ensuite ce fichier ailleurs, sinon il compte encore.
   *[other] Rangez ensuite ces fichiers ailleurs, sinon ils comptent encore.
}
gap-other = « { $path } » demande votre attention.
    .remedy = Ouvrez ce fichier pour voir ce que c'est.
    .group = { $count ->
        [one] Un fichier à regarder
       *[other] { $count } fichiers à regarder
    }
