# Ce que dit `archiver man`, et les titres des pages de manuel.

help-man = Écrit les pages de manuel, en français et en anglais.

    Sans --into : la page principale, à lire par « man -l - ».

    Exemple : archiver man --into ~/.local/share/man
option-man-into = Dossier où man cherche ses pages.
man-written = { $count } pages de manuel écrites dans { $folder }. Pour lire : man archiver
man-name = Nom
man-synopsis = Synopsis
man-description = Description
man-commands = Commandes
man-options = Options
man-exit = Codes de sortie
exit-0 = Rien d'obligatoire ne manque (check, backup) ; l'archive est intacte (verify).
exit-1 = Il manque quelque chose d'obligatoire (check, backup) ; l'archive a tout de même été écrite. Ne supprimez pas le compte.
exit-2 = Appel incorrect : option inconnue, source introuvable, liste ou archiver.toml non valable.
exit-3 = L'archive est abîmée, tronquée, vide, ou n'en est pas une.
exit-4 = Aucun document dans les sources.
exit-5 = La phrase secrète est fausse ou absente, ou le trousseau est verrouillé.
exit-6 = Le système a empêché d'écrire ; rien n'est perdu.
exit-70 = Une erreur d'archiver ; rien n'est perdu.
exit-130 = Interrompu ; rien n'est perdu.
exit-141 = Le lecteur de la sortie est parti ; rien n'est perdu.
