# Answers to questions.
answer-yes = yes
answer-no = no
answer-either = Answer { $yes } or { $no }; Enter alone answers { $default }.
asked = { $question }:
