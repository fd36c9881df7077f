citizen-promise-moved = Fristen er flytt frå { $from } til { $to } fordi eininga held stengt.
citizen-talk-counter = Snakka saman ved oppmøte { $time }
citizen-talk-phone = Snakka saman på telefon { $time }
staff-absence-change = Sei frå om fråvær
staff-absence-from = Første dag borte
staff-absence-last = Siste dag borte
staff-absence-line = { $name } er borte frå og med { $from } til og med { $last }.
staff-absence-none = Ingen er meld borte.
staff-absence-own = Når er du borte?
staff-absence-queue = Samtalene går til køen.
staff-absence-say = Lagre fråværet
staff-absence-stand-in = { $name } er vikar.
staff-absence-take-back = Slett fråværet
staff-absence-title = Fråvær
staff-absence-who = Kven tek over samtalene dine?
staff-absence-who-help = Vikaren ser det du har teke, og får det som blir tildelt deg.
staff-absence-who-queue = Ingen, dei går til køen
staff-away-until = { $name } er borte til og med { $day }.
staff-away-you-stand-in = { $name } er borte til og med { $day }. Du er vikar.
staff-closed-days-change = Endre stengde dagar
staff-closed-days-close = Steng dagen
staff-closed-days-help = Helger og heilagdagar treng du ikkje å føre opp. Stengjer de ein dag med frist, blir fristen flytt til neste opne dag, og innbyggjaren får vite det.
staff-closed-days-none = Ingen dagar er stengde.
staff-closed-days-open = Opne dagen igjen
staff-closed-days-saved = { $count ->
    [0] Stengde dagar er lagra.
    [one] Stengde dagar er lagra. 1 frist er flytt.
    *[other] Stengde dagar er lagra. { $count } fristar er flytte.
}
staff-closed-days-title = Stengde dagar
staff-closed-days-which = Kva dag held de stengt?
staff-date-day = Dag
staff-date-month = Månad
staff-date-year = År
staff-draft-saved = Utkastet blei lagra { $at }.
staff-duty-colleague = { $name }, som har vakt, blei varsla { $at }.
staff-duty-reader = { $count ->
    [one] Du er varsla: 1 samtale må svarast på { $at }.
    *[other] Du er varsla: { $count } samtaler må svarast på, den første { $at }.
}
staff-duty-show = Vis alle opne
staff-event-promise-moved = Fristen blei flytt frå { $from } til { $to } fordi eininga held stengt
staff-event-returned-away = Lagd tilbake i køen fordi { $name } er borte
staff-event-returned-promise = Lagd tilbake i køen fordi fristen er nær. { $name } hadde samtala
staff-hours-change = Endre opningstider
staff-hours-days-off = Vi har òg ope i helger og på heilagdagar
staff-hours-days-off-counted = Helger og heilagdagar tel med når veka seier ope.
staff-hours-days-off-help = Då tel slike dagar med når vi lovar svar.
staff-hours-days-off-kept = Stengt i helger og på heilagdagar.
staff-hours-help = Skriv frå og til, til dømes 8–11.30, 13–15. De kan ha høgst fire periodar om dagen. Lat feltet stå tomt når de held stengt.
staff-hours-none = Stengt
staff-hours-promise = Når lovar de svar?
staff-hours-promise-choice = { $count ->
    [one] Den første opne dagen etter at meldinga er send
    *[other] Den { $count }. opne dagen etter at meldinga er send
}
staff-hours-promise-help = Svaret kjem seinast når de stengjer den dagen. Fristar som er gitte, blir ikkje kortare.
staff-hours-promise-now = { $count ->
    [one] Svar blir lova den første opne dagen etter at meldinga er send.
    *[other] Svar blir lova den { $count }. opne dagen etter at meldinga er send.
}
staff-hours-save = Lagre opningstidene
staff-hours-title = Opningstider og svarfrist
staff-lead-away = { $name } er vald, men er borte no.
staff-lead-change = Vel kven som har vakt
staff-lead-everybody = Ingen er vald. Alle ved eininga blir varsla.
staff-lead-help = Den som har vakt, blir varsla når ein frist er nær, og kan endre korleis eininga er sett opp.
staff-lead-nobody = Ingen, varsle alle ved eininga
staff-lead-now = { $name } har vakt.
staff-lead-question = Kven har vakt?
staff-lead-save = Lagre kven som har vakt
staff-lead-title = Vakt
staff-names-as-unit = Som eininga: { $way }
staff-names-change = Endre korleis namn blir viste
staff-names-chosen = Vald av { $name } { $at }.
staff-names-given = fornamn og tittel
staff-names-given-example = Fornamn og tittel, til dømes «Per, sjukepleiar»
staff-names-heading = Det { $given } ser av dykk
staff-names-hidden = berre namnet på eininga
staff-names-hidden-example = Berre namnet på eininga
staff-names-now = Tilsette blir viste med { $way }.
staff-names-patient-help = Det gjeld alt { $given } les, òg det som er skrive før, og hos alle einingar i kommunen.
staff-names-patient-title = Namn for denne innbyggjaren
staff-names-question = Korleis skal tilsette visast?
staff-names-reason = Kvifor?
staff-names-reason-help = Berre tilsette les grunnen. Han trengst ikkje når namn blir viste som eininga gjer det.
staff-names-reason-was = Grunn: { $reason }
staff-names-save = Lagre korleis namn blir viste
staff-names-shown = fullt namn og tittel
staff-names-shown-example = Fullt namn og tittel, til dømes «Per Haug, sjukepleiar»
staff-names-title-only = berre tittel
staff-names-title-only-example = Berre tittel, til dømes «Sjukepleiar»
staff-names-unit-help = Det gjeld alle innbyggjarar, òg i det som er skrive før. I samtala kan de vise mindre for éin innbyggjar.
staff-names-unit-title = Namn på tilsette
staff-note = Internt notat
staff-note-by = Internt notat frå { $name }
staff-note-help = Blir aldri vist for { $given } eller den som hjelper, og blir ikkje sendt til journalsystemet.
staff-note-label = Notat
staff-note-never = Blir aldri vist for innbyggjaren.
staff-note-send = Lagre notatet
staff-note-title = Skriv internt notat
staff-notice-assigned-queue = { $away } er borte. Samtala er lagd i køen.
staff-notice-assigned-stand-in = { $away } er borte. { $name } er vikar og har fått samtala.
staff-notice-draft-saved = Utkastet er lagra.
staff-notice-inserted = Standardsvaret står i feltet. Les over før du sender.
staff-notice-names-chosen = Det er lagra korleis namn blir viste.
staff-notice-noted = Notatet er lagra.
staff-notice-talked = Samtala de hadde, er loggført.
staff-papers-by = Registrert av { $name }. Underskriven { $day }.
staff-papers-confirm = Stadfest fullmakta
staff-papers-done-confirmed = Fullmakta gjeld no.
staff-papers-done-registered = Fullmakta er registrert. Ho gjeld når ein kollega har stadfesta ho.
staff-papers-done-rejected = Fullmakta er lagd bort. Ho gjeld ikkje.
staff-papers-done-withdrawn = Fullmakta er trekt tilbake. Ho gjeld ikkje lenger.
staff-papers-held = Gjeld no
staff-papers-held-none = Inga fullmakt på papir er stadfesta her.
staff-papers-intro = Éin registrerer, og ein kollega stadfestar mot papiret. Då gjeld fullmakta.
staff-papers-new = Registrer ei fullmakt
staff-papers-none = Ingen ventar på å bli stadfesta.
staff-papers-number = Fødselsnummeret til den som får fullmakta
staff-papers-number-help = 11 siffer, slik det står på papiret.
staff-papers-own = Du registrerte ho sjølv. Ein kollega må stadfeste ho.
staff-papers-person = Kven gir fullmakta?
staff-papers-register = Registrer fullmakta
staff-papers-reject = Legg bort
staff-papers-row = { $giver } gir fullmakt til { $receiver }
staff-papers-see = Sjå fullmakter på papir
staff-papers-signed = Når er papiret underskrive?
staff-papers-title = Fullmakter på papir
staff-papers-waiting = Ventar på ein kollega
staff-papers-what = Kva gjeld fullmakta?
staff-papers-withdraw = Trekk tilbake
staff-returned-while-away = { $count ->
    [one] 1 samtale blei lagd tilbake i køen mens du var borte.
    *[other] { $count } samtaler blei lagde tilbake i køen mens du var borte.
}
staff-row-draft = Utkast lagra { $at }.
staff-row-stands-in = Du er vikar for { $name }.
staff-save-draft = Lagre utkast
staff-set-up-faults = Ikkje lagra. Rett dette først:
staff-set-up-saved = Endringa er lagra.
staff-shortcuts-note = Skriv internt notat
staff-standard-change = Endre
staff-standard-change-title = Endre standardsvar
staff-standard-count = { $count ->
    [0] Ingen standardsvar.
    [one] 1 standardsvar.
    *[other] { $count } standardsvar.
}
staff-standard-discard = Slett standardsvaret
staff-standard-help = Teksten blir sett inn etter det du har skrive. Du kan endre han før du sender.
staff-standard-insert = Set inn standardsvar
staff-standard-intro = Standardsvar blir sette inn i feltet og blir aldri sende av seg sjølve. Alle ved eininga kan endre dei.
staff-standard-keep = Lagre standardsvaret
staff-standard-name = Namn på svaret
staff-standard-new = Nytt standardsvar
staff-standard-none = Eininga har ingen standardsvar enno.
staff-standard-put-in = Set inn
staff-standard-see = Sjå standardsvar
staff-standard-text = Tekst
staff-standard-text-help = Skriv ikkje namn eller opplysningar om nokon.
staff-standard-title = Standardsvar
staff-standard-which = Kva svar?
staff-talk = Loggfør telefon
staff-talk-answered = Fekk { $given } svaret sitt?
staff-talk-answered-help = Berre eit svar stansar fristen.
staff-talk-answered-no = Nei, fristen for svar gjeld framleis
staff-talk-answered-yes = Ja, spørsmålet er svart på
staff-talk-at-counter = Snakka saman ved oppmøte { $at }
staff-talk-body = Kva blei sagt?
staff-talk-body-help = { $given } les dette i samtala.
staff-talk-by-phone = Snakka saman på telefon { $at }
staff-talk-clock = Klokka
staff-talk-counter = Ved oppmøte
staff-talk-day = Dag
staff-talk-faults = Ikkje loggført. Rett dette først:
staff-talk-intro = Her skriv du kva de blei samde om. { $given } ser at de har snakka saman.
staff-talk-phone = På telefon
staff-talk-send = Loggfør samtala
staff-talk-title = Loggfør telefon eller oppmøte
staff-talk-way = Korleis snakka de saman?
staff-unit-locked = { $name } har vakt og kan endre dette.
staff-unit-nav = Eininga
staff-unit-page-title = Eininga
staff-wrong-absence-too-long = Eit fråvær kan vare i høgst eitt år.
staff-wrong-cannot-close = Dagen er forbi, eller det er for mange stengde dagar. Vel ein annan.
staff-wrong-ends-before = Siste dag må vere etter første dag.
staff-wrong-is-over = Siste dag er forbi. Vel ein seinare dag.
staff-wrong-no-date = Skriv ein dato med dag, månad og år, til dømes 17 5 2027.
staff-wrong-no-hours = Skriv tidene som frå og til, til dømes 8–11.30, 13–15.
staff-wrong-no-number = Skriv eit fødselsnummer med 11 siffer.
staff-wrong-no-time = Skriv klokkeslettet, til dømes 14.05.
staff-wrong-not-chosen = Vel eitt av svara.
staff-wrong-not-here = Kollegaen er ikkje autorisert her i dag. Vel ein annan.
staff-wrong-not-signed = Papiret må vere underskrive i dag eller før.
staff-wrong-nothing-covered = Vel minst éin ting som fullmakta gjeld.
staff-wrong-paper-impossible = Denne fullmakta kan ikkje registrerast. Sjå etter at nummeret er rett.
staff-wrong-proxy-age = Den som gir fullmakta, må vere minst 16 år, og den som får ho, minst 18 år.
staff-wrong-talk-too-old = Tidspunktet må vere i løpet av dei siste sju dagane.
staff-wrong-text-missing = Skriv ein tekst.
staff-wrong-text-too-long = { $over ->
    [one] Teksten er 1 teikn for lang. Kort han ned.
    *[other] Teksten er { $over } teikn for lang. Kort han ned.
}
staff-wrong-title-missing = Gi svaret eit namn.
staff-wrong-title-too-long = { $over ->
    [one] Namnet er 1 teikn for langt. Kort det ned.
    *[other] Namnet er { $over } teikn for langt. Kort det ned.
}
staff-wrong-too-many-absences = Du har meldt for mange fråvær. Slett eitt av dei først.
staff-wrong-too-many-papers = For mange fullmakter ventar. Stadfest eller legg bort nokre av dei først.
staff-wrong-too-many-replies = Eininga har for mange standardsvar. Slett eitt av dei først.
