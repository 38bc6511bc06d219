# What `archiver checklist` says.

help-checklist = Montre ce qu'une liste de contrôle demande ; vérifie la vôtre.

    Exemple : archiver checklist show ameli
help-checklist-show = Montre ce qu'une liste demande.

    Exemple : archiver checklist show ameli
help-checklist-list = Montre les listes livrées.

    Exemple : archiver checklist list
help-checklist-validate = Vérifie votre propre liste, un fichier .toml.

    Exemple : archiver checklist validate ma-liste.toml
checklist-valid = « { $file } » est une liste valable : { $count ->
    [one] une exigence
   *[other] { $count } exigences
}.
checklist-level-required = Obligatoire.
checklist-level-recommended = Recommandé.
checklist-level-note = Pour information.
checklist-slot-month = Un document par mois, pour les { $back } mois avant la suppression.
checklist-slot-year = { $back ->
    [one] Un document, pour l'année avant la suppression.
   *[other] Un document par année, pour les { $back } années avant la suppression.
}
checklist-slot-latest = Seul le plus récent compte.
checklist-slot-event = Pour chaque arrêt déclaré, du premier au dernier jour ; sans dates, un document au moins.
checklist-slot-any = Un document au moins.
checklist-each-person = Chaque personne déclarée doit y figurer : sur une pour la famille, ou sur la sienne.
checklist-keep = À garder : { $keep }.
checklist-soft = { $soft ->
    [one] Le compte ne propose peut-être plus le plus ancien.
   *[other] Le compte ne propose peut-être plus les { $soft } plus anciens.
}
checklist-fresh = { $days ->
    [0] Du jour de la suppression.
    [one] D'un jour au plus à la suppression.
   *[other] De { $days } jours au plus à la suppression.
}
checklist-covers-as-of = Valable le jour de la suppression.
checklist-condition = Seulement si vous le déclarez, sous le nom « { $condition } ».
checklist-where = Où : { $where }.
