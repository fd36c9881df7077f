# Records that change hands, what somebody must look at, and who took over from whom.

responsible-custody-cannot-tell = Kan de ikke få beskjed?
responsible-custody-case-i = Avtalen med leverandøren er slutt
responsible-custody-case-ii = Virksomheten overdras eller legges ned
responsible-custody-case-iii = Felles journal er slutt
responsible-custody-case-iv = Kommunen går ut av et vertskommunesamarbeid
responsible-custody-case-v = Et oppgavefellesskap er oppløst
responsible-custody-case-vi = En avgjørelse om ansvar er gått ut
responsible-custody-case-vii = Kommunen slutter å bruke Helsebro
responsible-custody-cause-after-receipt = Slettes når mottakeren har bekreftet at alt er i journalen eller arkivet
responsible-custody-cause-business-goes-over = Den som tar over virksomheten, får journalen
responsible-custody-cause-citizens-own = Innbyggerens egne kopier er hennes
responsible-custody-cause-controllers-choice = Leveres tilbake eller slettes, som den dataansvarlige velger
responsible-custody-cause-exit-plan = Det står i avtalen om felles journal
responsible-custody-cause-host-keeps = Vertskommunen beholder journalen til dem den har behandlet
responsible-custody-cause-municipalitys-cases = Saksmappen er kommunens uansett hvem som driver
responsible-custody-cause-named-body = Avtalen peker ut hvem som tar vare på arkivet
responsible-custody-cause-no-longer-needed = Leverandøren trenger den ikke lenger, og kommunen skal ta imot
responsible-custody-cause-nothing-moves = Ingenting flytter fordi en avgjørelse går ut
responsible-custody-cause-others-hold = En annen har dette
responsible-custody-cause-own-duty = Den som skrev det, har plikt til å ta vare på det
responsible-custody-cause-patient-named = Pasienten har valgt hvem som skal ha den
responsible-custody-cause-patient-opposed = Pasienten har sagt nei
responsible-custody-cause-provider-goes-on = Leverandøren fortsetter, og journalen er dens egen
responsible-custody-cause-sent-already = Det som er sendt, blir hos den som sendte
responsible-custody-column-count = Hvor mye
responsible-custody-column-day = Dag
responsible-custody-column-fate = Hva skjer
responsible-custody-column-standing = Status
responsible-custody-column-why = Hvorfor
responsible-custody-count-files = {$count ->
    [one] én fil
   *[other] { $count } filer
}
responsible-custody-count-messages = {$count ->
    [one] én melding
   *[other] { $count } meldinger
}
responsible-custody-count-none = Ingenting her
responsible-custody-count-notes = {$count ->
    [one] ett notat
   *[other] { $count } notater
}
responsible-custody-count-notices = {$count ->
    [one] ett varsel
   *[other] { $count } varsler
}
responsible-custody-count-people = {$count ->
    [one] (én person)
   *[other] ({ $count } personer)
}
responsible-custody-day = Hvilken dag går den over?
responsible-custody-declined = { $name } sa nei { $day }. De som ikke velger på nytt, får journalen sendt til { $instead }.
responsible-custody-declined-heading = Mottakere som sier nei
responsible-custody-declined-intro = Spør hver mottaker som pasientene har valgt. Sier den nei, får de som valgte den, beskjed, og kan velge på nytt.
responsible-custody-declines = En mottaker har sagt nei
responsible-custody-declines-button = Lagre at den har sagt nei
responsible-custody-declines-instead = Hvem får journalene når pasienten ikke velger på nytt?
responsible-custody-declines-instead-help = Velg Nasjonalarkivet når ingen andre tar imot. Står det ikke her, før det inn som virksomhet først.
responsible-custody-declines-paper = Hvor står det at den sier nei?
responsible-custody-declines-who = Hvem har sagt nei?
responsible-custody-done = Ferdig
responsible-custody-drop = Forkast planen
responsible-custody-fate-copied = Kopieres
responsible-custody-fate-deleted = Slettes
responsible-custody-fate-handed-back = Leveres tilbake eller slettes
responsible-custody-fate-moves = Flyttes
responsible-custody-fate-stays = Blir der den er
responsible-custody-faults = Dette går ikke ennå.
responsible-custody-go = Gjennomfør planen
responsible-custody-go-heading = Gjennomfør eller forkast
responsible-custody-go-intro = Navnet ditt og tidspunktet blir lagret. Den som har journalen nå, svarer for den til mottakeren har sagt fra at den er kommet.
responsible-custody-goes-to = til { $name }
responsible-custody-gone = Dette er sendt
responsible-custody-gone-intro = Mottakeren svarer for det fra den har sagt fra at det er kommet.
responsible-custody-intro = Når en tjeneste får ny driver, eller en avtale endres eller slutter, er det regler for hvor journalen går. Lag en plan først. Du ser hva som vil flyttes, kopieres og bli, før noe skjer.
responsible-custody-lead = Fra { $day }. Den som har journalen: { $from }.
responsible-custody-link = Flytting av journaler
responsible-custody-new = Ny plan
responsible-custody-new-button = Lag planen
responsible-custody-no-say = Det som er planlagt her, trenger ikke pasientene ta stilling til.
responsible-custody-none = Ingen flyttinger er planlagt.
responsible-custody-not-received = Mottakeren har ikke sagt fra ennå.
responsible-custody-not-told = Pasientene skal ha beskjed minst fire uker før. Da kan de si nei, eller velge hvem som skal ha journalen.
responsible-custody-of = Hvilken tjeneste?
responsible-custody-one-title = Flytting av journal
responsible-custody-paper = Hvor står det at mottakeren har den?
responsible-custody-planned = Planlagt
responsible-custody-receive = Bekreft at alt er tatt imot
responsible-custody-received-on = Tatt imot { $day }.
responsible-custody-records = {$count ->
    [one] Én oppføring.
   *[other] { $count } oppføringer.
}
responsible-custody-report = Dette vil skje
responsible-custody-report-intro = Ingenting er flyttet ennå. Tallene viser hvor mye det gjelder, aldri hvem. Hver pasient ser sin egen på sine sider.
responsible-custody-tell = Gi pasientene beskjed på sidene deres
responsible-custody-title = Flytting av journaler
responsible-custody-to = Hvem skal ha den?
responsible-custody-to-help = La stå tomt når den blir der den er, eller når avtalen sier hvem.
responsible-custody-to-nobody = Ingen, eller som avtalen sier
responsible-custody-told = Pasientene har fått beskjed
responsible-custody-told-heading = Beskjed til pasientene
responsible-custody-told-on = Pasientene fikk beskjed { $day }. De kan velge til den dagen journalen går over.
responsible-custody-untold = De har ikke fått beskjed:
responsible-custody-untold-button = Lagre grunnen
responsible-custody-waits = Venter på mottakeren
responsible-custody-what-case = Saksmapper
responsible-custody-what-platform = Innbyggernes egne kopier
responsible-custody-what-record = Journal
responsible-custody-what-sent = Varsler og utsendinger
responsible-custody-why = Hva er det som skjer?
responsible-custody-why-untold = Hvorfor er det ikke mulig å gi dem beskjed?
responsible-delivery-runs = Hvem driver journalsystemet?
responsible-delivery-runs-help = Bare når tjenesten er satt ut. La stå tomt når leverandøren driver det selv.
responsible-delivery-runs-municipality = Kommunen
responsible-delivery-runs-not-said = Ikke sagt
responsible-delivery-runs-provider = Leverandøren
responsible-delivery-under = Bruker leverandøren en underleverandør med egen journal?
responsible-delivery-under-nobody = Nei
responsible-held-now = Journalen fra den tiden har { $name } ansvaret for nå.
responsible-moving-button = Lagre valget
responsible-moving-choice = Hva vil du?
responsible-moving-day = Det skjer { $day }.
responsible-moving-declined = { $name } har sagt nei til å ta imot journalen din. Du kan velge på nytt. Velger du ingenting, går den til { $instead }.
responsible-moving-else = Velger du ingenting, går den til { $name }.
responsible-moving-faults = Valget ble ikke lagret.
responsible-moving-hers = Din gikk til { $name }.
responsible-moving-law = Du kan si nei til at journalen din går over, eller be om at en annen virksomhet får den (pasientjournalloven § 24).
responsible-moving-lead = Journalen din ved { $place } går fra { $from } til { $to }.
responsible-moving-link = Se hva som skjer, og velg
responsible-moving-not-chosen = Velg hva du vil.
responsible-moving-not-now = Det er for sent å velge, eller du kan ikke velge denne.
responsible-moving-over = Det er ikke lenger noe å velge her.
responsible-moving-stay = Journalen min skal bli hos { $name }
responsible-moving-title = Journalen din går over til en annen
responsible-moving-to = Journalen min skal til { $name }
responsible-succession-intro = Når kommuner slår seg sammen eller deles, tar en annen over tjenestene og svarer for journalene fra før.
responsible-succession-link = Kommuner som tar over
responsible-succession-new = Før inn at noe går over
responsible-succession-none = Ingenting har gått over.
responsible-succession-row = Fra { $from } til { $to }, fra { $day }.
responsible-succession-title = Kommuner som tar over
responsible-succession-to = Hvilken kommune tar over?
responsible-task-archive = Dokumentasjon hos en leverandør som har sluttet
responsible-task-clause-missing = Avtalen sier ikke hvem som er dataansvarlig
responsible-task-contested = To er ført opp samtidig
responsible-task-count = {$count ->
    [one] Ett varsel eller én oppgave venter.
   *[other] { $count } varsler og oppgaver venter.
}
responsible-task-do-archive = Spør om leverandøren trenger dokumentasjonen lenger. Trengs den ikke, skal kommunen ta imot den.
responsible-task-do-clause-missing = Endre avtalen så det står hvem som er dataansvarlig.
responsible-task-do-contested = Gi den ene en siste dag, eller avgjør hvem det er.
responsible-task-do-ends-soon = Før inn hvem som driver videre, og planlegg hvor journalen går.
responsible-task-do-gap = Før inn hvem som driver tjenesten fra den dagen.
responsible-task-do-not-covered = Før inn hvem som driver resten av tjenesten.
responsible-task-do-review = Gå gjennom om tjenesten er forsvarlig, og om innhold og omfang er som loven krever. Skriv hva dere fant, og hva som rettes.
responsible-task-done-button = Merk som gjort
responsible-task-due = Frist { $day }
responsible-task-ends-soon = En drift tar slutt
responsible-task-gap = Ingen driver tjenesten
responsible-task-intro = Hver natt ser Helsebro etter hull og motsigelser i registeret, drift som tar slutt, og det som skal gås gjennom en gang i året.
responsible-task-link = Varsler og oppgaver
responsible-task-not-covered = En del av tjenesten er ikke dekket
responsible-task-nothing = Ingenting å gjøre nå.
responsible-task-outcome = Hva fant dere, og hva rettes?
responsible-task-over = Det som er over
responsible-task-put-right = Rettet i registeret.
responsible-task-review = Årlig gjennomgang
responsible-task-title = Varsler og oppgaver
