citizen-promise-moved = Fristen er flyttet fra { $from } til { $to } fordi enheten holder stengt.
citizen-talk-counter = Snakket sammen ved oppmøte { $time }
citizen-talk-phone = Snakket sammen på telefon { $time }
staff-absence-change = Si fra om fravær
staff-absence-from = Første dag borte
staff-absence-last = Siste dag borte
staff-absence-line = { $name } er borte fra og med { $from } til og med { $last }.
staff-absence-none = Ingen er meldt borte.
staff-absence-own = Når er du borte?
staff-absence-queue = Samtalene går til køen.
staff-absence-say = Lagre fraværet
staff-absence-stand-in = { $name } er vikar.
staff-absence-take-back = Slett fraværet
staff-absence-title = Fravær
staff-absence-who = Hvem overtar samtalene dine?
staff-absence-who-help = Vikaren ser det du har tatt, og får det som blir tildelt deg.
staff-absence-who-queue = Ingen, de går til køen
staff-away-until = { $name } er borte til og med { $day }.
staff-away-you-stand-in = { $name } er borte til og med { $day }. Du er vikar.
staff-closed-days-change = Endre stengte dager
staff-closed-days-close = Steng dagen
staff-closed-days-help = Helger og helligdager trenger du ikke å føre opp. Stenger dere en dag med frist, flyttes fristen til neste åpne dag, og innbyggeren får vite det.
staff-closed-days-none = Ingen dager er stengt.
staff-closed-days-open = Åpne dagen igjen
staff-closed-days-saved = { $count ->
    [0] Stengte dager er lagret.
    [one] Stengte dager er lagret. 1 frist er flyttet.
    *[other] Stengte dager er lagret. { $count } frister er flyttet.
}
staff-closed-days-title = Stengte dager
staff-closed-days-which = Hvilken dag holder dere stengt?
staff-date-day = Dag
staff-date-month = Måned
staff-date-year = År
staff-draft-saved = Utkastet ble lagret { $at }.
staff-duty-colleague = { $name }, som har vakt, ble varslet { $at }.
staff-duty-reader = { $count ->
    [one] Du er varslet: 1 samtale må besvares { $at }.
    *[other] Du er varslet: { $count } samtaler må besvares, den første { $at }.
}
staff-duty-show = Vis alle åpne
staff-event-promise-moved = Fristen ble flyttet fra { $from } til { $to } fordi enheten holder stengt
staff-event-returned-away = Lagt tilbake i køen fordi { $name } er borte
staff-event-returned-promise = Lagt tilbake i køen fordi fristen er nær. { $name } hadde samtalen
staff-hours-change = Endre åpningstider
staff-hours-days-off = Vi har også åpent i helger og på helligdager
staff-hours-days-off-counted = Helger og helligdager teller med når uken sier åpent.
staff-hours-days-off-help = Da teller slike dager med når vi lover svar.
staff-hours-days-off-kept = Stengt i helger og på helligdager.
staff-hours-help = Skriv fra og til, for eksempel 8–11.30, 13–15. Dere kan ha høyst fire perioder om dagen. La feltet stå tomt når dere holder stengt.
staff-hours-none = Stengt
staff-hours-promise = Når lover dere svar?
staff-hours-promise-choice = { $count ->
    [one] Den første åpne dagen etter at meldingen er sendt
    *[other] Den { $count }. åpne dagen etter at meldingen er sendt
}
staff-hours-promise-help = Svaret kommer senest når dere stenger den dagen. Frister som er gitt, blir ikke kortere.
staff-hours-promise-now = { $count ->
    [one] Svar loves den første åpne dagen etter at meldingen er sendt.
    *[other] Svar loves den { $count }. åpne dagen etter at meldingen er sendt.
}
staff-hours-save = Lagre åpningstidene
staff-hours-title = Åpningstider og svarfrist
staff-lead-away = { $name } er valgt, men er borte nå.
staff-lead-change = Velg hvem som har vakt
staff-lead-everybody = Ingen er valgt. Alle ved enheten blir varslet.
staff-lead-help = Den som har vakt, blir varslet når en frist er nær, og kan endre hvordan enheten er satt opp.
staff-lead-nobody = Ingen, varsle alle ved enheten
staff-lead-now = { $name } har vakt.
staff-lead-question = Hvem har vakt?
staff-lead-save = Lagre hvem som har vakt
staff-lead-title = Vakt
staff-names-as-unit = Som enheten: { $way }
staff-names-change = Endre hvordan navn vises
staff-names-chosen = Valgt av { $name } { $at }.
staff-names-given = fornavn og tittel
staff-names-given-example = Fornavn og tittel, for eksempel «Per, sykepleier»
staff-names-heading = Det { $given } ser av dere
staff-names-hidden = bare navnet på enheten
staff-names-hidden-example = Bare navnet på enheten
staff-names-now = Ansatte vises med { $way }.
staff-names-patient-help = Det gjelder alt { $given } leser, også det som er skrevet før, og hos alle enheter i kommunen.
staff-names-patient-title = Navn for denne innbyggeren
staff-names-question = Hvordan skal ansatte vises?
staff-names-reason = Hvorfor?
staff-names-reason-help = Bare ansatte leser grunnen. Den trengs ikke når navn vises som enheten gjør det.
staff-names-reason-was = Grunn: { $reason }
staff-names-save = Lagre hvordan navn vises
staff-names-shown = fullt navn og tittel
staff-names-shown-example = Fullt navn og tittel, for eksempel «Per Haug, sykepleier»
staff-names-title-only = bare tittel
staff-names-title-only-example = Bare tittel, for eksempel «Sykepleier»
staff-names-unit-help = Det gjelder alle innbyggere, også i det som er skrevet før. I samtalen kan dere vise mindre for én innbygger.
staff-names-unit-title = Navn på ansatte
staff-note = Internt notat
staff-note-by = Internt notat fra { $name }
staff-note-help = Vises aldri for { $given } eller den som hjelper, og sendes ikke til journalsystemet.
staff-note-label = Notat
staff-note-never = Vises aldri for innbyggeren.
staff-note-send = Lagre notatet
staff-note-title = Skriv internt notat
staff-notice-assigned-queue = { $away } er borte. Samtalen er lagt i køen.
staff-notice-assigned-stand-in = { $away } er borte. { $name } er vikar og har fått samtalen.
staff-notice-draft-saved = Utkastet er lagret.
staff-notice-inserted = Standardsvaret står i feltet. Les over før du sender.
staff-notice-names-chosen = Det er lagret hvordan navn vises.
staff-notice-noted = Notatet er lagret.
staff-notice-talked = Samtalen dere hadde, er loggført.
staff-papers-by = Registrert av { $name }. Underskrevet { $day }.
staff-papers-confirm = Bekreft fullmakten
staff-papers-done-confirmed = Fullmakten gjelder nå.
staff-papers-done-registered = Fullmakten er registrert. Den gjelder når en kollega har bekreftet den.
staff-papers-done-rejected = Fullmakten er lagt bort. Den gjelder ikke.
staff-papers-done-withdrawn = Fullmakten er trukket tilbake. Den gjelder ikke lenger.
staff-papers-held = Gjelder nå
staff-papers-held-none = Ingen fullmakter på papir er bekreftet her.
staff-papers-intro = Én registrerer, og en kollega bekrefter mot papiret. Da gjelder fullmakten.
staff-papers-new = Registrer en fullmakt
staff-papers-none = Ingen venter på å bli bekreftet.
staff-papers-number = Fødselsnummeret til den som får fullmakten
staff-papers-number-help = 11 siffer, slik det står på papiret.
staff-papers-own = Du registrerte den selv. En kollega må bekrefte den.
staff-papers-person = Hvem gir fullmakten?
staff-papers-register = Registrer fullmakten
staff-papers-reject = Legg bort
staff-papers-row = { $giver } gir fullmakt til { $receiver }
staff-papers-see = Se fullmakter på papir
staff-papers-signed = Når er papiret underskrevet?
staff-papers-title = Fullmakter på papir
staff-papers-waiting = Venter på en kollega
staff-papers-what = Hva gjelder fullmakten?
staff-papers-withdraw = Trekk tilbake
staff-returned-while-away = { $count ->
    [one] 1 samtale ble lagt tilbake i køen mens du var borte.
    *[other] { $count } samtaler ble lagt tilbake i køen mens du var borte.
}
staff-row-draft = Utkast lagret { $at }.
staff-row-stands-in = Du er vikar for { $name }.
staff-save-draft = Lagre utkast
staff-set-up-faults = Ikke lagret. Rett dette først:
staff-set-up-saved = Endringen er lagret.
staff-shortcuts-note = Skriv internt notat
staff-standard-change = Endre
staff-standard-change-title = Endre standardsvar
staff-standard-count = { $count ->
    [0] Ingen standardsvar.
    [one] 1 standardsvar.
    *[other] { $count } standardsvar.
}
staff-standard-discard = Slett standardsvaret
staff-standard-help = Teksten settes inn etter det du har skrevet. Du kan endre den før du sender.
staff-standard-insert = Sett inn standardsvar
staff-standard-intro = Standardsvar settes inn i feltet og sendes aldri av seg selv. Alle ved enheten kan endre dem.
staff-standard-keep = Lagre standardsvaret
staff-standard-name = Navn på svaret
staff-standard-new = Nytt standardsvar
staff-standard-none = Enheten har ingen standardsvar ennå.
staff-standard-put-in = Sett inn
staff-standard-see = Se standardsvar
staff-standard-text = Tekst
staff-standard-text-help = Skriv ikke navn eller opplysninger om noen.
staff-standard-title = Standardsvar
staff-standard-which = Hvilket svar?
staff-talk = Loggfør telefon
staff-talk-answered = Fikk { $given } svaret sitt?
staff-talk-answered-help = Bare et svar stanser fristen.
staff-talk-answered-no = Nei, fristen for svar gjelder fortsatt
staff-talk-answered-yes = Ja, spørsmålet er besvart
staff-talk-at-counter = Snakket sammen ved oppmøte { $at }
staff-talk-body = Hva ble sagt?
staff-talk-body-help = { $given } leser dette i samtalen.
staff-talk-by-phone = Snakket sammen på telefon { $at }
staff-talk-clock = Klokka
staff-talk-counter = Ved oppmøte
staff-talk-day = Dag
staff-talk-faults = Ikke loggført. Rett dette først:
staff-talk-intro = Her skriver du hva dere ble enige om. { $given } ser at dere har snakket sammen.
staff-talk-phone = På telefon
staff-talk-send = Loggfør samtalen
staff-talk-title = Loggfør telefon eller oppmøte
staff-talk-way = Hvordan snakket dere sammen?
staff-unit-locked = { $name } har vakt og kan endre dette.
staff-unit-nav = Enheten
staff-unit-page-title = Enheten
staff-wrong-absence-too-long = Et fravær kan vare i høyst ett år.
staff-wrong-cannot-close = Dagen er forbi, eller det er for mange stengte dager. Velg en annen.
staff-wrong-ends-before = Siste dag må være etter første dag.
staff-wrong-is-over = Siste dag er forbi. Velg en senere dag.
staff-wrong-no-date = Skriv en dato med dag, måned og år, for eksempel 17 5 2027.
staff-wrong-no-hours = Skriv tidene som fra og til, for eksempel 8–11.30, 13–15.
staff-wrong-no-number = Skriv et fødselsnummer med 11 siffer.
staff-wrong-no-time = Skriv klokkeslettet, for eksempel 14.05.
staff-wrong-not-chosen = Velg ett av svarene.
staff-wrong-not-here = Kollegaen er ikke autorisert her i dag. Velg en annen.
staff-wrong-not-signed = Papiret må være underskrevet i dag eller før.
staff-wrong-nothing-covered = Velg minst én ting som fullmakten gjelder.
staff-wrong-paper-impossible = Denne fullmakten kan ikke registreres. Se etter at nummeret er riktig.
staff-wrong-proxy-age = Den som gir fullmakten, må være minst 16 år, og den som får den, minst 18 år.
staff-wrong-talk-too-old = Tidspunktet må være i løpet av de siste sju dagene.
staff-wrong-text-missing = Skriv en tekst.
staff-wrong-text-too-long = { $over ->
    [one] Teksten er 1 tegn for lang. Kort den ned.
    *[other] Teksten er { $over } tegn for lang. Kort den ned.
}
staff-wrong-title-missing = Gi svaret et navn.
staff-wrong-title-too-long = { $over ->
    [one] Navnet er 1 tegn for langt. Kort det ned.
    *[other] Navnet er { $over } tegn for langt. Kort det ned.
}
staff-wrong-too-many-absences = Du har meldt for mange fravær. Slett et av dem først.
staff-wrong-too-many-papers = For mange fullmakter venter. Bekreft eller legg bort noen av dem først.
staff-wrong-too-many-replies = Enheten har for mange standardsvar. Slett et av dem først.
