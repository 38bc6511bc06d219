SourceIsTarget = « { $file } » est à la fois une source et l’archive à écrire : ses documents seraient perdus. Donnez un autre nom à la nouvelle archive (-o).
