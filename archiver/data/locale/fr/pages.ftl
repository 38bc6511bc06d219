# The archive's own pages: cover, calendar, gaps, index, notices.

pages-kicker = Archive de sauvegarde
pages-prepared = Situation au { $as_of }, jour prévu de la suppression du compte
pages-holder-unknown = Titulaire inconnu
pages-tile-documents = documents
pages-tile-pages = pages
pages-tile-originals = originaux joints ({ $size })
pages-tile-gaps = points à régler
pages-inside = Dans cette archive
pages-from = p. { $page }
pages-documents = Documents
pages-check = Vérifier cette archive
pages-check-own = Avec archiver :
pages-check-plain = Sans archiver, avec des outils courants (poppler-utils, coreutils) :
pages-check-pdfsig = pdfsig doit dire à la fois « Signature is Valid » et « Total document signed ». Les originaux sont joints au fichier : Adobe Reader, Firefox, Okular et Evince montrent les pièces jointes ; la plupart des autres navigateurs, non.
pages-seal = Sceau
pages-seal-says = Notez cette empreinte ailleurs : elle distingue cette archive d'une autre scellée à sa place. Adobe Reader montre un signataire inconnu, en jaune : c'est normal, le sceau n'est pas celui d'un notaire. Ce qui compte est « n'a pas été modifié ».
pages-no-seal = Cette archive n'a pas de sceau : seul le fichier .sha256 gardé à côté révèle tous les changements.
pages-proves = Le sceau prouve que rien n'a changé depuis la création de l'archive. Il ne prouve ni que les documents sont authentiques, ni la date.
pages-made = Créée le { $date } (UTC) par archiver { $tool }

pages-calendar = Calendrier des documents
pages-calendar-says = Un coup d'œil suffit : chaque colonne est un mois, chaque ligne un genre de document.
pages-legend-seen = vu
pages-legend-missing = manque
pages-legend-doubtful = douteux
pages-legend-declared = déclaré
pages-legend-coming = pas encore publié
pages-legend-issued = document daté de ce mois
pages-requirements = Ce que la liste demande
pages-state-met = complet
pages-state-missing = incomplet
pages-state-stale = trop ancien
pages-state-inactive = sans objet : rien ne l'indique
pages-state-inactive-held = présent (non exigé)
pages-count = { $met } sur { $expected }
pages-held = { $count ->
    [0] aucun document
    [one] un document
   *[other] { $count } documents
}

pages-gaps = Ce qui manque
pages-gaps-none = Rien. Tout ce que la liste demande est là.
pages-remedy = Que faire : { $remedy }

pages-index = Index
pages-index-says = Chaque ligne mène au document. Les numéros de page sont ceux qu'affiche votre lecteur de PDF.
pages-column-number = N°
pages-column-document = Document
pages-column-person = Personne
pages-column-issued = Établi le
pages-column-pages = Pages
pages-column-digest = SHA-256
pages-doubtful = Fichiers douteux
pages-doubles = Doubles
pages-double = { $what } – téléchargé une autre fois
pages-others = Autres fichiers
pages-continued = { $title } (suite)
pages-attached-only = joint

pages-notice = Ce fichier ne peut pas être montré
pages-notice-attached = Le fichier d'origine est joint à cette archive, octet pour octet, sous le nom :
pages-notice-file = Fichier
pages-notice-size = Taille
pages-notice-status = État
pages-notice-why = Pourquoi
pages-trouble-empty = Il est vide.
pages-trouble-web-page = C'est une page web, sans doute la page de connexion, et non un document.
pages-trouble-not-a-pdf = Il porte un nom de PDF mais n'en est pas un.
pages-trouble-damaged = Il est abîmé et ne s'ouvre pas.
pages-trouble-truncated = Il est tronqué : sa fin manque.
pages-trouble-locked = Il est protégé par un mot de passe.
pages-trouble-too-slow = Il n'a pas pu être lu en un temps raisonnable.
pages-trouble-crashed = Il fait échouer le lecteur de PDF.
pages-trouble-too-large = Il est trop grand pour être lu.
pages-trouble-unfinished = Son téléchargement n'a pas été achevé.
pages-trouble-cannot-open = Il n'a pas pu être ouvert.
pages-trouble-picture = C'est une image que ce programme ne sait pas montrer.
pages-trouble-none = Ses pages n'ont pas pu être reprises fidèlement.
