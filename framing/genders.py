"""Whether a given name is a woman's or a man's in most of the world: for "he" and "she" only.

Common names of many languages, from general knowledge; a name that is borne by both is left out, and an
unknown name fits both pronouns.
"""

from __future__ import annotations

from typing import Literal

from framing import lexicon
from framing.lexicon import words

Gender = Literal["female", "male"]

_WOMEN = words(
    "dragana rima mireille ingrid nana deepa priya paola rose linnea milica ivana ursula magda "
    "ada adele agnes aisha alexandra alice alina amal amanda amelia amina ana anastasia anita angela anja ann anna "
    "annalena anne annika antonia aria astrid ayesha aysel barbara beata beatrice benazir beth bianca brigitte "
    "camille carla carmen caroline catherine cecilia charlotte chloe christina christine chrystia clara claire "
    "claudia cristina daniela deborah delcy denise diana dina dolores dora dorothy droupadi edith elena elif elisa "
    "elizabeth ella ellen elsa emilia emily emma erika esther eva eve fatima fatma federica fiona florence frances "
    "francesca gabriela giorgia giulia gloria grace greta gulnara hanna hannah heidi helen helena helga hillary ida "
    "ilse ines ingrid irena irene irina isabel isabella ivana jana jane janet jasmine jelena jennifer jessica joanna "
    "johanna josephine judith julia julie kaja kamala karin katarina kate katherine kathleen katja khadija kirsten "
    "kristalina kristina lara laura layla leila lena leyla lidia lila lilian lina linda lisa liz liza lotte louise "
    "lucia lucy luisa lydia madeleine magdalena maia maka malala manuela margaret maria mariam marie marina marine "
    "marta martha martina mary maryam maya mehriban melania melanie mette mia michelle mila milena miriam mona "
    "monica nadia naledi nana nancy naomi natalia natasha nicola nina noor nora olga olivia ornella pamela patricia "
    "paula paulina penny petra priya rachel ramona rania rebecca renata retno rita roberta rosa rosalind rose ruth "
    "sabine sadia salome samantha sana sanae sandra sanna sara sarah selma serena shabana shirin silvia sofia sonia "
    "sophie stella stephanie susan susanna sushma svetlana sviatlana tamar tamara tara tatiana teresa theresa tina "
    "tola ulrike ursula valentina valerie vanessa vera veronica victoria violeta virginia vjosa wendy yasmin yelena "
    "yoko yulia yvette yvonne zahra zainab zara zeynep zoe zofia zuzana"
)
_MEN = words(
    "ivo luca joao tiago andris joseph kwabena wei riaz ernesto augusto sergiu martin oleksandr luka niko erwin bruno "
    "aaron abbas abdel abdul abdullah abraham adam adel adrian ahmad ahmed alan albert alberto albin aleksandar aleksander "
    "alen alexander alexandre alexei alexey ali amir anatoly anders andre andrei andrew andrey andrzej andriy anton "
    "anthony antonio antony antonis ararat arman armen arshak artur asif askar aziz babak barack bashar ben benjamin "
    "benny bernard bilal bill bjorn bob boris bruno carl carlos cem charles chris christian christopher claude "
    "constantin cyril daniel dario david davit denis denys derek dimitri dirk dmitri dmitry dmytro dominic donald "
    "douglas ebrahim edgar edgars edo eduard edward ehud ekrem eli elmar emil emmanuel emomali enrique eric erik ernst "
    "farid faisal felix ferdinand fernando fethullah francis francisco francois frank franz fred frederik friedrich "
    "fumio gabor gary geert george georg giorgi gideon giovanni giuseppe goran grant greg gregory guido gurbanguly "
    "gustav hakan hamid hamza hans harold harry hassan henri henrik henry heydar hikmet hossein hugo hulusi hussein "
    "ian ibrahim igor ilham ilia imran irakli isaac ismail istvan ivan jack jacob jair jakob jamal james jan janos "
    "jason javier jean jens jeremy jerzy jeyhun jim joao joe johan johann john jon jonas jonathan jorge jose josep "
    "joseph josh juan julian julius justin kareem karim karl keir kemal ken kevin khalid khalaf klaus konstantin kurt "
    "lars laurent leo leon leonid levan lloyd lorenzo louis luca lucas luigi luis luiz lukas mahmoud majid malik "
    "manuel marc marcel marco marcus marek mario mark marko martin marwan masoud mateusz matteo matthew mauricio max "
    "maxim mehdi mehmet mevlut michael michel miguel mihail mike mikhail mikheil milan milorad mohamed mohammad "
    "mohammed muhammad murat mustafa mykhailo narendra nasser nawaz neil nelson nicholas nicolas nicolae nigel nikita "
    "nikol nikola nikolai nikos norbert olaf oleg oleksandr oleksiy oliver omar omer osama oscar otto pablo paolo "
    "patrick paul pavel pavlo pedro pete peter petr petro petros philip philippe pierre piotr prabowo qassem radoslaw "
    "rafael raffi rajnath ramzan rashid raul recep reuven rex ricardo richard rishi rob robert roberto robin roger "
    "roland roman ronald ruan ruben rupert rustem ryan said salman samuel samvel sandor santiago scott sean sebastian "
    "serdar serge sergei sergey sergio serzh shahid shavkat shehbaz shinzo simon stanislav stefan stephen steve steven "
    "suren sven syed tamim tariq taras ted teodor thomas tibor tim timothy toivo tom tomas tony umar uwe vadim vahagn "
    "valery vasily victor viktor vincent vitaly vladimir vladislav volodymyr walid walter wang werner william wolfgang "
    "xavier yair yaroslav yasser yevgeny yitzhak yoav yuri yusuf zakir zoltan zoran"
)


def gender_of_name(name: str) -> Gender | None:
    """The gender that the first given name of a full name tells, or None."""
    first = name.split()[0].lower() if " " in name else ""
    return "female" if first in _WOMEN else "male" if first in _MEN else None


def gender_of_word(word: str) -> Gender | None:
    """The gender of a lower-case word: a pronoun, an honorific, a title ("spokeswoman"), or None."""
    return "female" if word in lexicon.FEMALE else "male" if word in lexicon.MALE else None
