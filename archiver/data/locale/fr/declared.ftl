# Ce que l'utilisateur déclare : archiver waive, label, init et archiver.toml.

help-waive = Note qu'un document n'existe pas : un mois sans soins, par exemple.

    C'est votre parole, notée dans archiver.toml avec la date et le motif, et montrée dans l'archive à part de ce qui a été vu. Si un document dit le contraire, c'est signalé.

    PERIOD : 2025, 2025-08 ou 2025-08..2025-10.

    Exemple : archiver waive releves 2025-08 --reason "aucun soin ce mois-là"
help-label = Dit ce qu'est un fichier qui n'a pas été reconnu, une photo par exemple.

    C'est votre parole, notée dans archiver.toml pour ce fichier-là, quel que soit son nom, et montrée à part de ce qui a été vu.

    Exemple : archiver label scan0007.pdf --kind releve-remboursements --period 2025-08
option-reason = Pourquoi il n'existe pas, en quelques mots.
option-list-declared = Montre ce qui est déclaré.
option-remove = Retire cette déclaration.
option-kind = Ce qu'est le document (archiver label --list montre les noms).
option-list-kinds = Montre les noms possibles et ce qui est déclaré.
option-period = Période du document : 2025, 2025-08 ou 2025-08..2025-10.
option-person = À quel nom il est, si ce n'est pas le titulaire.

waived = Noté dans { $file } : { $what } n'existe pas, selon vous.
waived-none = Rien n'est déclaré inexistant.
waiver-removed = Retiré de { $file }.
labelled = Noté dans { $file } : « { $path } » est, selon vous : { $what }.
labelled-needs-period = Sans période, il ne remplit aucun mois ni aucune année : ajoutez --period.
label-seen-otherwise = Attention : ce fichier a été reconnu comme : { $seen }. C'est ce qui compte ; votre déclaration est notée et signalée.
label-not-needed = Ce fichier est reconnu comme tel. Votre déclaration ne complète que ce qui n'a pas pu y être lu.
label-made-out-to = Lu dans ce fichier : au nom de { $person }. C'est ce qui compte ; si c'est mal lu, dites à qui il est avec --person.
label-kinds = Noms possibles :
label-known = Déclarés :
declared-none = { $what } : n'existe pas
declared-none-but = { $what } : n'existe pas, selon vous (« { $path } » dit le contraire)
title-not-loaded = une page qui n'a pas pu montrer le document
declared-labelled = « { $path } », selon vous
declared-label-disagrees = « { $path } » : vous avez déclaré autre chose ; c'est ce qui a été lu qui compte
declared-change = changé par vous, dans archiver.toml
declared-holder = Titulaire du compte : { $holder }
declared-people = Assurés par ce compte : { $people }
declared-condition = { $question } Oui.
declared-leaves = Vos arrêts : { $leaves }
declared-level = { $title } : { $after } (la liste dit : { $before })
declared-back = { $title } : { $slot ->
    [month] { $after } mois demandés
   *[year] { $after } ans demandés
} (la liste dit : { $before })
declared-fresh = { $title } : jusqu'à { $after } jours (la liste dit : { $before })

UnknownRequirement = La liste ne demande rien sous le nom « { $name } ». Vouliez-vous dire : { $known } ?
UnknownKind = Il n'y a pas de document du nom de « { $name } ». Vouliez-vous dire : { $known } ?
WrongPeriod = « { $period } » n'est pas une période. Écrivez une année (2025), un mois (2025-08) ou un intervalle (2025-08..2025-10).
PeriodNeeded = « { $name } » demande un document par période : dites laquelle manque, par exemple : archiver waive { $name } 2025-08 --reason "aucun soin".
PeriodNotNeeded = « { $name } » ne dépend d'aucune période : enlevez-la.
PeriodOutside = { $period } ne contient aucune période entière que « { $name } » demande. Demandé : { $first } à { $last }.
NothingDeclared = Rien de tel n'est déclaré pour « { $name } ». « --list » montre ce qui l'est.
CannotLabel = « { $file } » ne peut pas être déclaré ({ $reason ->
    [packed] un dossier compressé que ce programme n’ouvre pas) : extrayez-en les fichiers, et déclarez ceux-là.
    [foreign] ce n’est pas un PDF, et ce programme ne lit pas ce format) : enregistrez-le en PDF, et déclarez ce PDF.
    [blank] rien n’est dessiné sur ses pages) : il n’y a rien à regarder. Téléchargez-le de nouveau.
    [unreadable] abîmé ou protégé) : personne ne peut voir s'il est entier. Téléchargez-le de nouveau.
    [partial] téléchargement inachevé) : personne ne peut voir s'il est entier. Téléchargez-le de nouveau.
   *[other] ce n'est ni un PDF ni une image) : personne ne peut voir s'il est entier. Téléchargez-le de nouveau.
}
SeenOtherwise = « { $file } » ne peut pas être déclaré : il a été lu comme autre chose ({ $seen }), et votre parole ne remplace pas ce qui a été lu. « archiver explain » dit à quoi cela se voit.
NobodyToAsk = archiver init pose des questions : lancez-le dans un terminal. Ou écrivez archiver.toml vous-même : « archiver init --defaults » en fait un, à compléter.

gap-missing-event = Arrêt déclaré du { $from } au { $to } : aucune ligne d'attestation ne prouve un paiement pour ces jours : { $period }.
    .remedy = À télécharger { $where }, pour toute la durée de l'arrêt. Si rien n'a été payé pour ces jours, corrigez les dates de l'arrêt (archiver init).
    .group = { $title } : des jours d'arrêt déclarés ne sont pas prouvés
gap-missing-event-unread = Arrêt déclaré du { $from } au { $to } : « { $path } » a été demandé pour ces jours ({ $period }), mais toutes ses lignes n'ont pas pu être lues.
    .remedy = Ouvrez « { $path } » et vérifiez que ces jours y sont payés. Sinon, à télécharger de nouveau { $where }.
    .group = { $title } : des jours d'arrêt déclarés sont à vérifier
gap-missing-person = { $title } : { $person } ne figure sur aucune attestation valable.
    .detail = { $person }
    .remedy = À télécharger pour toute la famille, ou une par personne, { $where }.
    .group = { $count ->
        [one] { $title } : une personne déclarée n'y figure pas
       *[other] { $title } : { $count } personnes déclarées n'y figurent pas
    }
gap-conflict-waived-though = { $document } : déclaré inexistant, mais « { $path } » laisse penser le contraire.
    .detail = { $document } : « { $path } » laisse penser le contraire
    .remedy = À vérifier { $where }. S'il existe, téléchargez-le et retirez votre déclaration : { $command }
    .group = { $title } : déclaré inexistant, mais un document dit le contraire
gap-conflict-waived-but-there = { $document } : déclaré inexistant, mais « { $path } » est là.
    .detail = { $document } : « { $path } »
    .remedy = C'est le document qui compte, et il va dans l'archive. Retirez votre déclaration : { $command }
    .group = { $title } : déclaré inexistant, mais le document est là
