# Ce que dit `archiver init`, et les explications dans archiver.toml.

help-init = Pose quelques questions sur ce que vous seul savez, et note les réponses dans archiver.toml.

    Ce que les documents disent déjà n'est pas demandé. Toute question peut être passée ; relancez la commande pour changer une réponse, ou modifiez archiver.toml à la main. Les SOURCES données sont retenues.

    Exemple : archiver init ~/Téléchargements
option-defaults = Ne pose pas de question : écrit archiver.toml, à compléter à la main.

init-welcome = Quelques questions, une fois pour toutes. Entrée passe la question, ou garde la réponse déjà donnée. Rien n'est envoyé, et rien n'est noté avant la fin.
init-seen-holder = Lu dans vos documents : le compte est celui de { $holder }.
init-seen-people = Lu sur votre attestation : { $people }.
init-seen-leave = Déjà prouvé par vos documents : un arrêt, { $period }.
init-day = Quel jour le compte sera-t-il supprimé ? (JJ/MM/AAAA ; Entrée : pas encore décidé)
init-day-before = Noté : { $day } ; « - » l'efface.
init-day-wrong = « { $given } » n'est pas un jour. Écrivez par exemple 15/12/2026.
init-day-past = « { $given } » est déjà passé. Donnez un jour à venir.
init-holder = À quel nom est le compte ? (nom et prénom ; Entrée : laisser les documents le dire)
init-holder-which = Vos documents sont à plusieurs noms : { $names }. À quel nom est le compte que vous fermez ? (numéro, ou nom et prénom ; Entrée : plus tard)
init-no-name = « { $given } » n'a pas été compris. Écrivez le nom et le prénom, par exemple MARTIN Léa, ou passez avec Entrée.
init-people = Qui d'autre est assuré par ce compte : conjoint, enfants ? L'attestation de droits devra nommer chacun.
init-people-keep = Déjà notés : { $people }. Les garder ?
init-person = Nom et prénom (Entrée : personne d'autre) :
init-hint = « { $path } » laisse penser que oui.
init-settled = { $question } Déjà dans vos documents : « { $path } ». C'est noté.
init-leaves = Les dates de chaque arrêt, même ancien : chacun devra être prouvé en entier.
init-leaves-keep = Déjà notés : { $leaves }. Les garder ?
init-leave = Du … au … (par exemple 03/02/2025 au 28/02/2025 ; Entrée : pas d'autre) :
init-leave-noted = Compris : { $periods }.
init-leave-wrong = « { $given } » n'a pas été compris. Écrivez par exemple 03/02/2025 au 28/02/2025.
init-stopped = Interrompu : rien n'a été noté.
init-written = Noté dans { $file }. Tout peut y être changé à la main.
init-next = Pour voir ce qui manque : archiver check

settings-head =
    Ce que vous seul savez. Écrit par « archiver init », et à changer librement à la main.
    Ce qui suit un « # » est une explication : le programme ne le lit pas.
    Tout est facultatif.
settings-checklist = La liste de ce qu'il faut avoir : ameli, caf, retraite, ou un fichier .toml à côté de celui-ci.
settings-as-of = Le jour où le compte sera supprimé. Sans lui : aujourd'hui, à chaque fois.
settings-sources = Où sont les documents. Sans cela : le dossier des téléchargements.
settings-declared = Ce qui vous concerne, parmi :
settings-holder = À qui est le compte, si les documents ne suffisent pas à le dire.
settings-person = Qui d'autre est assuré par ce compte : une partie par personne.
settings-leave = Vos arrêts avec indemnités journalières : une partie par arrêt.
settings-waiver = Les documents qui n'existent pas se notent avec : archiver waive
settings-requirement = Ce que vous voulez autrement que la liste (archiver checklist show donne les noms).
