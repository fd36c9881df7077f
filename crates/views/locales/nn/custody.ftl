# Records that change hands, what somebody must look at, and who took over from whom.

responsible-custody-cannot-tell = Kan dei ikkje få beskjed?
responsible-custody-case-i = Avtalen med leverandøren er slutt
responsible-custody-case-ii = Verksemda blir overdregen eller lagd ned
responsible-custody-case-iii = Felles journal er slutt
responsible-custody-case-iv = Kommunen går ut av eit vertskommunesamarbeid
responsible-custody-case-v = Eit oppgåvefellesskap er oppløyst
responsible-custody-case-vi = Ei avgjerd om ansvar er gått ut
responsible-custody-case-vii = Kommunen sluttar å bruke Helsebro
responsible-custody-cause-after-receipt = Blir sletta når mottakaren har stadfesta at alt er i journalen eller arkivet
responsible-custody-cause-business-goes-over = Den som tek over verksemda, får journalen
responsible-custody-cause-citizens-own = Kopiane til innbyggjaren er hennar eigne
responsible-custody-cause-controllers-choice = Blir levert tilbake eller sletta, som den dataansvarlege vel
responsible-custody-cause-exit-plan = Det står i avtalen om felles journal
responsible-custody-cause-host-keeps = Vertskommunen tek vare på journalen til dei han har behandla
responsible-custody-cause-municipalitys-cases = Saksmappa er kommunen si uansett kven som driv
responsible-custody-cause-named-body = Avtalen peikar ut kven som tek vare på arkivet
responsible-custody-cause-no-longer-needed = Leverandøren treng han ikkje lenger, og kommunen skal ta imot
responsible-custody-cause-nothing-moves = Ingenting flyttar fordi ei avgjerd går ut
responsible-custody-cause-others-hold = Ein annan har dette
responsible-custody-cause-own-duty = Den som skreiv det, har plikt til å ta vare på det
responsible-custody-cause-patient-named = Pasienten har valt kven som skal ha han
responsible-custody-cause-patient-opposed = Pasienten har sagt nei
responsible-custody-cause-provider-goes-on = Leverandøren held fram, og journalen er hans eigen
responsible-custody-cause-sent-already = Det som er sendt, blir hos den som sende
responsible-custody-column-count = Kor mykje
responsible-custody-column-day = Dag
responsible-custody-column-fate = Kva skjer
responsible-custody-column-standing = Status
responsible-custody-column-why = Kvifor
responsible-custody-count-files = {$count ->
    [one] éi fil
   *[other] { $count } filer
}
responsible-custody-count-messages = {$count ->
    [one] éi melding
   *[other] { $count } meldingar
}
responsible-custody-count-none = Ingenting her
responsible-custody-count-notes = {$count ->
    [one] eitt notat
   *[other] { $count } notat
}
responsible-custody-count-notices = {$count ->
    [one] eitt varsel
   *[other] { $count } varsel
}
responsible-custody-count-people = {$count ->
    [one] (éin person)
   *[other] ({ $count } personar)
}
responsible-custody-day = Kva dag går han over?
responsible-custody-declined = { $name } sa nei { $day }. Dei som ikkje vel på nytt, får journalen send til { $instead }.
responsible-custody-declined-heading = Mottakarar som seier nei
responsible-custody-declined-intro = Spør kvar mottakar som pasientane har valt. Seier han nei, får dei som valde han, beskjed, og kan velje på nytt.
responsible-custody-declines = Ein mottakar har sagt nei
responsible-custody-declines-button = Lagre at han har sagt nei
responsible-custody-declines-instead = Kven får journalane når pasienten ikkje vel på nytt?
responsible-custody-declines-instead-help = Vel Nasjonalarkivet når ingen andre tek imot. Står det ikkje her, før det inn som verksemd først.
responsible-custody-declines-paper = Kvar står det at han seier nei?
responsible-custody-declines-who = Kven har sagt nei?
responsible-custody-done = Ferdig
responsible-custody-drop = Forkast planen
responsible-custody-fate-copied = Blir kopiert
responsible-custody-fate-deleted = Blir sletta
responsible-custody-fate-handed-back = Blir levert tilbake eller sletta
responsible-custody-fate-moves = Blir flytta
responsible-custody-fate-stays = Blir der han er
responsible-custody-faults = Dette går ikkje enno.
responsible-custody-go = Gjennomfør planen
responsible-custody-go-heading = Gjennomfør eller forkast
responsible-custody-go-intro = Namnet ditt og tidspunktet blir lagra. Den som har journalen no, svarer for han til mottakaren har sagt frå at han er komen.
responsible-custody-goes-to = til { $name }
responsible-custody-gone = Dette er sendt
responsible-custody-gone-intro = Mottakaren svarer for det frå han har sagt frå at det er kome.
responsible-custody-intro = Når ei teneste får ny drivar, eller ein avtale blir endra eller sluttar, er det reglar for kvar journalen går. Lag ein plan først. Du ser kva som vil bli flytta, kopiert og verande, før noko skjer.
responsible-custody-lead = Frå { $day }. Den som har journalen: { $from }.
responsible-custody-link = Flytting av journalar
responsible-custody-new = Ny plan
responsible-custody-new-button = Lag planen
responsible-custody-no-say = Det som er planlagt her, treng ikkje pasientane ta stilling til.
responsible-custody-none = Ingen flyttingar er planlagde.
responsible-custody-not-received = Mottakaren har ikkje sagt frå enno.
responsible-custody-not-told = Pasientane skal ha beskjed minst fire veker før. Då kan dei seie nei, eller velje kven som skal ha journalen.
responsible-custody-of = Kva teneste?
responsible-custody-one-title = Flytting av journal
responsible-custody-paper = Kvar står det at mottakaren har han?
responsible-custody-planned = Planlagd
responsible-custody-receive = Stadfest at alt er teke imot
responsible-custody-received-on = Teke imot { $day }.
responsible-custody-records = {$count ->
    [one] Éi oppføring.
   *[other] { $count } oppføringar.
}
responsible-custody-report = Dette vil skje
responsible-custody-report-intro = Ingenting er flytta enno. Tala viser kor mykje det gjeld, aldri kven. Kvar pasient ser sin eigen på sidene sine.
responsible-custody-tell = Gi pasientane beskjed på sidene deira
responsible-custody-title = Flytting av journalar
responsible-custody-to = Kven skal ha han?
responsible-custody-to-help = La stå tomt når han blir der han er, eller når avtalen seier kven.
responsible-custody-to-nobody = Ingen, eller som avtalen seier
responsible-custody-told = Pasientane har fått beskjed
responsible-custody-told-heading = Beskjed til pasientane
responsible-custody-told-on = Pasientane fekk beskjed { $day }. Dei kan velje til den dagen journalen går over.
responsible-custody-untold = Dei har ikkje fått beskjed:
responsible-custody-untold-button = Lagre grunnen
responsible-custody-waits = Ventar på mottakaren
responsible-custody-what-case = Saksmapper
responsible-custody-what-platform = Kopiane til innbyggjarane
responsible-custody-what-record = Journal
responsible-custody-what-sent = Varsel og utsendingar
responsible-custody-why = Kva er det som skjer?
responsible-custody-why-untold = Kvifor er det ikkje mogleg å gi dei beskjed?
responsible-delivery-runs = Kven driv journalsystemet?
responsible-delivery-runs-help = Berre når tenesta er sett ut. La stå tomt når leverandøren driv det sjølv.
responsible-delivery-runs-municipality = Kommunen
responsible-delivery-runs-not-said = Ikkje sagt
responsible-delivery-runs-provider = Leverandøren
responsible-delivery-under = Bruker leverandøren ein underleverandør med eigen journal?
responsible-delivery-under-nobody = Nei
responsible-held-now = Journalen frå den tida har { $name } ansvaret for no.
responsible-moving-button = Lagre valet
responsible-moving-choice = Kva vil du?
responsible-moving-day = Det skjer { $day }.
responsible-moving-declined = { $name } har sagt nei til å ta imot journalen din. Du kan velje på nytt. Vel du ingenting, går han til { $instead }.
responsible-moving-else = Vel du ingenting, går han til { $name }.
responsible-moving-faults = Valet blei ikkje lagra.
responsible-moving-hers = Din gjekk til { $name }.
responsible-moving-law = Du kan seie nei til at journalen din går over, eller be om at ei anna verksemd får han (pasientjournallova § 24).
responsible-moving-lead = Journalen din ved { $place } går frå { $from } til { $to }.
responsible-moving-link = Sjå kva som skjer, og vel
responsible-moving-not-chosen = Vel kva du vil.
responsible-moving-not-now = Det er for seint å velje, eller du kan ikkje velje denne.
responsible-moving-over = Det er ikkje lenger noko å velje her.
responsible-moving-stay = Journalen min skal bli hos { $name }
responsible-moving-title = Journalen din går over til ein annan
responsible-moving-to = Journalen min skal til { $name }
responsible-succession-intro = Når kommunar slår seg saman eller blir delte, tek ein annan over tenestene og svarer for journalane frå før.
responsible-succession-link = Kommunar som tek over
responsible-succession-new = Før inn at noko går over
responsible-succession-none = Ingenting har gått over.
responsible-succession-row = Frå { $from } til { $to }, frå { $day }.
responsible-succession-title = Kommunar som tek over
responsible-succession-to = Kva kommune tek over?
responsible-task-archive = Dokumentasjon hos ein leverandør som har slutta
responsible-task-clause-missing = Avtalen seier ikkje kven som er dataansvarleg
responsible-task-contested = To er førte opp samstundes
responsible-task-count = {$count ->
    [one] Eitt varsel eller éi oppgåve ventar.
   *[other] { $count } varsel og oppgåver ventar.
}
responsible-task-do-archive = Spør om leverandøren treng dokumentasjonen lenger. Trengst han ikkje, skal kommunen ta imot han.
responsible-task-do-clause-missing = Endre avtalen så det står kven som er dataansvarleg.
responsible-task-do-contested = Gi den eine ein siste dag, eller avgjer kven det er.
responsible-task-do-ends-soon = Før inn kven som driv vidare, og planlegg kvar journalen går.
responsible-task-do-gap = Før inn kven som driv tenesta frå den dagen.
responsible-task-do-not-covered = Før inn kven som driv resten av tenesta.
responsible-task-do-review = Gå gjennom om tenesta er forsvarleg, og om innhald og omfang er som lova krev. Skriv kva de fann, og kva som blir retta.
responsible-task-done-button = Merk som gjort
responsible-task-due = Frist { $day }
responsible-task-ends-soon = Ei drift tek slutt
responsible-task-gap = Ingen driv tenesta
responsible-task-intro = Kvar natt ser Helsebro etter hol og motseiingar i registeret, drift som tek slutt, og det som skal gåast gjennom ein gong i året.
responsible-task-link = Varsel og oppgåver
responsible-task-not-covered = Ein del av tenesta er ikkje dekt
responsible-task-nothing = Ingenting å gjere no.
responsible-task-outcome = Kva fann de, og kva blir retta?
responsible-task-over = Det som er over
responsible-task-put-right = Retta i registeret.
responsible-task-review = Årleg gjennomgang
responsible-task-title = Varsel og oppgåver
