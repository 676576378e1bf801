"""The names that training puts in place of others; none of them is audited in ``framing.behaviour``."""

from __future__ import annotations


def _listed(text: str) -> tuple[str, ...]:
    """Names from a text with ';' between them."""
    return tuple(" ".join(name.split()) for name in text.split(";"))


# Ids of the register. Their names take no article.
COUNTRIES = _listed(
    """albania; algeria; angola; argentina; austria; bangladesh; belarus; belgium; bolivia; botswana; bulgaria;
    cambodia; cameroon; chile; colombia; croatia; cuba; cyprus; denmark; ecuador; eritrea; estonia; finland; ghana;
    greece; guatemala; honduras; iceland; ireland; jamaica; kazakhstan; kenya; kuwait; kyrgyzstan; laos; latvia;
    lebanon; libya; lithuania; malaysia; mali; moldova; mongolia; morocco; mozambique; myanmar; namibia; nepal;
    nicaragua; niger; norway; oman; panama; paraguay; peru; portugal; romania; rwanda; senegal; serbia; slovakia;
    slovenia; somalia; sudan; sweden; switzerland; tajikistan; tanzania; thailand; tunisia; turkmenistan; uganda;
    uruguay; uzbekistan; yemen; zambia; zimbabwe"""
)
ORGANISATIONS = _listed(
    """Interpol; OPEC; Mercosur; Oxfam; Toyota; Siemens; Nestlé; Airbus; Rosatom; Petrobras; Unilever; Barclays;
    Vodafone; Ericsson; Novartis; Bayer; Renault; Hyundai; Tata Steel; Infosys; Aramco; Uber; Tesla; Pfizer;
    Glencore; Maersk; Lukoil; Rosneft; Tencent; Sony; Philips; Monsanto; Enron; Wikipedia; Greenlight Trust;
    Northbridge Holdings; Kestrel Mining; Human Rights Watch; Freedom House; Transparency International; UNICEF;
    Save the Children; Caritas; the Red Crescent; the Salvation Army; the Gates Foundation; the Nobel Committee;
    Europol; Frontex; the Vatican; the World Trade Organization; the Arab League; the Commonwealth;
    the Pacific Islands Forum; the Nordic Council; the National Trust; the Farmers' Union; the Teachers' Union;
    the Progress Party; the Civic Alliance; the National Front; Hamas; Fatah; Boko Haram; the Houthis; the Taliban;
    the Islamic State; the Wagner Group; the Popular Front; the Liberation Army; the Northern Brigades;
    the Medellín cartel; the Central Bank; the Election Commission; the Supreme Court; the Constitutional Court"""
)
GIVEN = {
    "man": _listed(
        """Arthur; Gavin; Owen; Malcolm; Thierry; Bastien; Hugo; Álvaro; Ignacio; Matías; Gennady; Kirill; Yaroslav;
        Bohdan; Hayk; Vahan; Farid; Orkhan; Yusuf; Bilal; Hamid; Nasser; Arjun; Vikram; Deepak; Haruto; Kenji; Minjun;
        Jisung; Kwame; Kofi; Sipho; Thabo; Jomo; Emeka; Lars; Henrik; Mikko; Janne; Piotr; Tomasz; Zoltan; Gabor;
        Dragan; Goran; Nikos; Stavros; Temir; Nurlan"""
    ),
    "woman": _listed(
        """Beatrice; Gillian; Maureen; Isabelle; Margaux; Pilar; Ximena; Valeria; Ludmila; Oksana; Galina; Mariam;
        Nare; Sevda; Gunel; Fatima; Yasmin; Noor; Samira; Kavita; Meera; Lakshmi; Sakura; Yumi; Soyeon; Hana; Abena;
        Akosua; Thandiwe; Zanele; Wanjiru; Adaeze; Ingrid; Sigrid; Aino; Kaisa; Agnieszka; Katarzyna; Ilona; Zsófia;
        Jelena; Dragana; Eleni; Ioanna; Aigul; Dinara"""
    ),
}
FAMILY = _listed(
    """Ashdown; Birkett; Coverdale; Dunmore; Fairleigh; Garrick; Holloway; Lockhart; Delacroix; Roussel; Vauquelin;
    Armendáriz; Cifuentes; Valdivieso; Zorrilla; Baranov; Yegorov; Tkachenko; Shevchuk; Harutyan; Sahakian; Aliyarov;
    Huseynli; Al-Jabouri; Haddad; Mansouri; Khatibi; Banerjee; Deshmukh; Iyer; Narayan; Tanabe; Kurosaki; Hwang; Seo;
    Boateng; Mensah; Dlamini; Nkosi; Kamau; Mwangi; Eze; Obiora; Lindqvist; Halvorsen; Virtanen; Korhonen; Wojcik;
    Zielinski; Horváth; Kovacs; Petrovic; Jovanovic; Papadakis; Stefanidis; Bekov; Sultanov; Ramirez; Quispe; Huanca;
    Tavita; Fonoti; Kaleo; Nguyen-Hall"""
)
