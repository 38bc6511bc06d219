# Réponses aux questions.
answer-yes = oui
answer-no = non
answer-either = Répondez par { $yes } ou { $no } ; Entrée seule répond { $default }.
asked = { $question } :
