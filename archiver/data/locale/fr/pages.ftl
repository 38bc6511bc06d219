# The archive's own pages: cover, calendar, gaps, index, notices.

pages-cover = Synthèse
pages-kicker = Archive avant suppression de compte
pages-prepared = Situation au { $as_of }, jour prévu de la suppression du compte
pages-holder-unknown = Titulaire inconnu
pages-count-documents = { $count ->
    [0] document reconnu
    [one] document reconnu
   *[other] documents reconnus
}
pages-count-labelled = { $count ->
    [one] + un déclaré par vous
   *[other] + { $count } déclarés par vous
}
pages-count-doubtful = { $count ->
    [one] + un fichier douteux
   *[other] + { $count } fichiers douteux
}
pages-count-doubles = { $count ->
    [one] + un double
   *[other] + { $count } doubles
}
pages-count-pages = { $count ->
    [0] page de documents
    [one] page de documents
   *[other] pages de documents
}
pages-count-originals = { $count ->
    [0] original joint
    [one] original joint
   *[other] originaux joints
}
pages-count-gaps = { $count ->
    [0] point obligatoire ouvert
    [one] point obligatoire ouvert
   *[other] points obligatoires
}
pages-count-recommended = { $count ->
    [one] + un recommandé
   *[other] + { $count } recommandés
}
pages-count-notes = { $count ->
    [one] + un pour information
   *[other] + { $count } pour information
}
pages-inside = Dans cette archive
pages-from = p. { $page }
pages-documents = Documents
pages-seal = Empreinte du sceau
pages-seal-says = Notez-la ailleurs : elle distingue cette archive d'une autre, scellée à sa place par quelqu'un d'autre.
pages-seal-yellow = Adobe Reader signale en jaune un signataire inconnu : c'est normal, aucun tiers ne se porte garant de ce sceau. Ce qui compte est la mention « n'a pas été modifié ».
pages-no-seal = Cette archive n'a pas de sceau : seul le fichier .sha256 gardé à côté d'elle révèle un changement.
pages-check = Vérifier cette archive et en sortir les documents
pages-check-own = Avec archiver :
pages-check-plain = Sans archiver, avec des outils courants (poppler-utils, coreutils) :
pages-check-pdfsig = pdfsig doit afficher à la fois « Signature is Valid » et « Total document signed » : une seule des deux mentions ne suffit pas.
pages-attachments = Les originaux sont joints à ce fichier. Adobe Reader, Firefox, Okular et Evince montrent les pièces jointes ; la plupart des autres navigateurs ne les montrent pas.
pages-proves = Le sceau prouve que rien n'a changé depuis la création de l'archive. Il ne prouve ni que les documents sont authentiques, ni la date.
pages-proves-unsealed = Rien ici ne prouve que les documents sont authentiques, ni la date de l'archive.
pages-made = Créée le { $date } (UTC) par archiver { $tool }

pages-calendar = Calendrier des documents
pages-calendar-says = Chaque colonne est un mois, chaque ligne un genre de document. Un clic sur une case mène au document.
pages-legend-seen = document présent
pages-legend-labelled = présent, selon vous
pages-legend-missing = manquant
pages-legend-doubtful = incomplet
pages-legend-declared = inexistant, déclaré par vous
pages-legend-coming = pas encore établi
pages-legend-dated = document de ce mois
pages-legend-span = période d'un document
pages-older = { $count ->
    [one] Un document plus ancien est dans l'index.
   *[other] { $count } documents plus anciens sont dans l'index.
}
pages-requirements = Ce que la liste demande
pages-state-met = complet
pages-state-incomplete = incomplet
pages-state-missing = manquant
pages-state-stale = trop ancien
pages-state-declared = inexistant, déclaré par vous
pages-state-held = présent, non exigé
pages-not-concerned = Demandé seulement si vous le déclarez (archiver init) : { $titles }.
pages-months = { $met } mois sur { $expected } ({ $span })
pages-year-held = { $year } : présent
pages-year-missing = { $year } : manquant
pages-newest = Document le plus récent : { $issued }
pages-held = { $count ->
    [0] Aucun document
    [one] Un document
   *[other] { $count } documents
}
pages-held-of = { $count ->
    [one] Un document : { $spans }
   *[other] { $count } documents : { $spans }
}

pages-keep = À garder : { $keep }
pages-keep-until = le plus récent : jusqu'au { $until }

pages-gaps = Ce qui manque
pages-gaps-none = Rien ne manque : tout ce que la liste demande est là, et chaque fichier a pu être lu.
pages-gaps-none-required = Rien d'obligatoire ne manque. Les points qui suivent n'empêchent pas de supprimer le compte.
pages-points = { $count ->
    [one] un point
   *[other] { $count } points
}
pages-declared = Ce que vous avez déclaré
pages-declared-says = Ce qui suit repose sur votre parole. Aucun document ne l'a montré.
pages-waiver = « { $reason } », déclaré le { $declared }

pages-index = Index
pages-index-empty = Cette archive ne contient aucun document.
pages-index-says = Chaque ligne mène au document. Les numéros de page sont ceux qu'affiche votre lecteur de PDF ; du SHA-256 sont donnés les douze premiers chiffres.
pages-column-number = N°
pages-column-document = Document
pages-column-person = Personne
pages-column-issued = Établi le
pages-column-pages = Pages
pages-column-digest = SHA-256
pages-valid-until = valable jusqu'au { $until }
pages-doubtful = Fichiers douteux
pages-doubles = Doubles, joints sans être montrés
pages-others = Autres fichiers
pages-unrelated = { $count ->
    [one] Un fichier sans rapport avec le compte a été laissé de côté.
   *[other] { $count } fichiers sans rapport avec le compte ont été laissés de côté.
}
pages-continued = { $title } (suite)
pages-attached-only = joint

pages-notice = Ce fichier ne peut pas être montré
pages-notice-file = Fichier
pages-notice-folder = Trouvé dans
pages-notice-size = Taille
pages-notice-status = État
pages-notice-original = L'original
pages-notice-attached = Il est joint à cette archive, octet pour octet, sous le nom :
pages-notice-do = Que faire
pages-notice-open = Ouvrez l'original joint.
pages-trouble-empty = Il est vide.
pages-trouble-web-page = C'est une page web, sans doute la page de connexion, et non un document.
pages-trouble-not-a-pdf = Il porte un nom de PDF mais n'en est pas un.
pages-trouble-packed = C’est un dossier compressé que ce programme n’ouvre pas.
pages-trouble-foreign = Ce n’est pas un PDF, et ce programme ne lit pas ce format.
pages-trouble-damaged = Il est abîmé et ne s'ouvre pas.
pages-trouble-truncated = Il est tronqué : sa fin manque.
pages-trouble-locked = Il est protégé par un mot de passe.
pages-trouble-refused = Il est protégé, et le mot de passe donné ne l’ouvre pas.
pages-trouble-too-slow = Il n'a pas pu être lu en un temps raisonnable.
pages-trouble-crashed = Il fait échouer le lecteur de PDF.
pages-trouble-blank = Rien n’est dessiné sur ses pages.
pages-trouble-too-large = Il est trop grand pour être lu.
pages-trouble-unfinished = Son téléchargement n'a pas été achevé.
pages-trouble-cannot-open = Il n'a pas pu être ouvert.
pages-trouble-picture = C'est une image que ce programme ne sait pas montrer.
pages-trouble-ocr-absent = C’est une image que ce programme ne sait pas montrer.
pages-trouble-ocr-no-french = C’est une image que ce programme ne sait pas montrer.
pages-trouble-ocr-failed = C’est une image que ce programme ne sait pas montrer.
pages-trouble-no-pages = Ce n'est ni un PDF ni une image : il n'y a pas de page à montrer.
pages-trouble-none = Ses pages n'ont pas pu être reprises fidèlement.
