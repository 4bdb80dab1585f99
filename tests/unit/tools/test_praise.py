"""Thanks and praise are told from requests, in four languages."""

import pytest

from tools.praise import asks_only_in_praise, praises

PRAISE = [
    "Great support from your team, thanks!",
    "Hi Priya, thank you so much for the quick help. You saved our week.",
    "Your engineers are amazing. What would we do without you?",
    "Kudos to the whole support team.",
    "We could not have done it without you. Cheers, Ole",
    "Can't thank you enough.",
    "Vielen Dank für die tolle Unterstützung!",
    "Super Arbeit von eurem Team. Danke!",
    "Hallo Priya, das habt ihr großartig gemacht. Ohne euch hätten wir das nicht geschafft.",
    "Was würden wir nur ohne euch machen? Danke!",
    "Merci pour votre aide, c'était parfait.",
    "Bravo à toute votre équipe !",
    "Que ferions-nous sans vous ? Un grand merci.",
    "Muchas gracias por vuestra ayuda, ha sido genial.",
    "Enhorabuena a todo el equipo.",
    "¿Qué haríamos sin vosotros? Mil gracias.",
]
HELD_OUT_PRAISE = [
    "Just wanted to say: brilliant job by your onboarding people!",
    "Many thanks to Tom, his workshop was excellent.",
    "Wir möchten uns ganz herzlich bei Priya bedanken.",
    "Nous tenions à remercier toute l'équipe.",
    "Solo quería daros las gracias por el taller.",
    "Hats off. The service was first-class.",
    "Isn't that great? Thank you all!",
    "Herzlichen Dank, der Einsatz Ihrer Kollegen war vorbildlich.",
    "Hut ab vor eurem Support.",
    "Un immense merci à Élodie, votre accompagnement est remarquable.",
    "Chapeau ! Votre équipe est au top.",
    "Estamos encantados con vuestro soporte.",
    "Le agradezco mucho su atención.",
    "Noch einmal vielen Dank für eure Hilfe.",
    "Merci encore pour tout !",
    "Thanks for answering our questions so quickly.",
    "Danke für eure schnelle Antwort!",
    "Merci pour votre réponse, c'était parfait.",
    "Gracias por su respuesta.",
    "Thank you, Dana. Best regards, Ole",
    "Ihr seid die Besten!",
    "Großes Lob an euer Team.",
    "Un placer trabajar con vosotros.",
    "Liebe Priya, danke. Viele Grüße aus Wien",
]
REQUESTS = [
    "Great support, thanks! Could you send the new price list?",
    "Thanks in advance for the new price list.",
    "Please send us the contract, thanks.",
    "Thank you. We still need the licence keys.",
    "When will the great new release be ready?",
    "Thanks for nothing.",
    "Great team, but the invoice is wrong.",
    "We are waiting for your offer. Thanks.",
    "Thanks for getting back to me by Friday.",
    "Danke! Könnt ihr uns die Preisliste schicken?",
    "Vielen Dank im Voraus für die Rückmeldung.",
    "Tolle Arbeit, aber die Rechnung fehlt.",
    "Bitte meldet euch, danke.",
    "Merci de nous envoyer le contrat.",
    "Merci d'avance pour votre réponse.",
    "Super travail, mais la facture est fausse.",
    "Gracias de antemano por su respuesta.",
    "Muchas gracias. ¿Podéis mandarnos la oferta?",
    "Necesitamos la oferta, gracias.",
    "The customer wants to extend in spring.",
    "",
]
HELD_OUT_REQUESTS = [
    "Thanks, looking forward to your quote.",
    "Excellent course. Is there another one in May?",
    "Cheers for looking into the ticket.",
    "Wann kommt die Antwort? Danke!",
    "Danke, ich brauche noch das Formular.",
    "Parfait, merci. Quand pouvons-nous signer ?",
    "Merci, nous attendons votre devis.",
    "Gracias, pero todavía falta el certificado.",
    "Perfecto, gracias. ¿Cuándo llega el contrato?",
    "Wir möchten uns bedanken und bitten um ein neues Angebot.",
    "Quería saber el precio, gracias.",
    "Our Leeds office moves in June.",
    "Thanks! The portal is down.",
    "Danke! Wir kündigen.",
    "Merci. Le portail plante.",
    "Gracias. El portal falla.",
    "Thanks for the quick fix, the bug is back.",
    "Your team is great, we have a problem with the licences.",
    "Thanks, our budget was cut.",
    "Merci, le portail est en panne.",
    "Danke, wir haben einen anderen Anbieter gewählt.",
    "Gracias por la oferta, es cara.",
    "Thanks to the delay we lost the deal.",
]


@pytest.mark.parametrize("text", [*PRAISE, *HELD_OUT_PRAISE])
def test_thanks_and_praise_ask_for_nothing(text: str) -> None:
    assert praises(text)


@pytest.mark.parametrize("text", [*REQUESTS, *HELD_OUT_REQUESTS])
def test_who_asks_complains_or_tells_something_else_is_not_only_praising(text: str) -> None:
    assert not praises(text)


@pytest.mark.parametrize(
    ("sentence", "rhetorical"),
    [
        ("What would we do without you?", True),
        ("How great is that?", True),
        ("Can I just say thank you?", True),
        ("Was soll ich da noch sagen?", True),
        ("Que demander de plus ?", True),
        ("¿Qué más se puede pedir?", True),
        ("Where would we be without Tom?", True),  # from here on held out
        ("Wer hätte das gedacht?", True),
        ("Comment vous remercier ?", True),
        ("What would you do without the discount?", False),
        ("How great is the demand in Leeds?", False),
        ("Can I get the price list?", False),
        ("Was sollen wir bestellen?", False),
        ("Que demande le client ?", False),
        ("¿Qué más necesitáis?", False),
        ("Can you thank the team and send the slides?", False),
    ],
)
def test_a_question_that_wants_no_answer_is_told_from_one_that_does(sentence: str, rhetorical: bool) -> None:
    assert asks_only_in_praise(sentence) is rhetorical
