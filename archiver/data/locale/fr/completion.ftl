# Ce que dit `archiver completion`.

help-completion = Écrit le script qui complète les commandes, les options, les documents et les périodes avec la touche Tab.

    Sans nom de shell : comment l'installer.

    Exemple : archiver completion bash
completion-for = Pour { $shell }, à taper une fois :
