# What is deleted when its time has come.

retention-begun = Gjennomført av
retention-carry-out = Slett no
retention-carry-out-lead = { $count ->
    [one] Kopien eininga har av { $count } samtale, blir sletta. Det kan ikkje angrast. Alle blir sett på ein gong til først.
    *[other] Kopien einingane har av { $count } samtaler, blir sletta. Det kan ikkje angrast. Alle blir sett på ein gong til først.
}
retention-carry-out-title = Gjennomfør planen
retention-carry-out-who = Den som kan binde kommunen, gjennomfører planen, og det må vere ein annan enn den som laga han.
retention-class-preserve = Blir bevart for ettertida
retention-class-with-record = Like lenge som samtala, og han blir sletta saman med ho.
retention-class-years = Til ti år etter siste melding
retention-classes = Kor lenge tek vi vare på det?
retention-classes-lead = Det gjeld kopien til einingane. Innbyggjaren beheld det ho eller han sjølv har fått eller skrive.
retention-column-by = Av
retention-column-count = Samtaler
retention-column-delete = Ville blitt sletta
retention-column-finding = Kva som skjer, og kvifor
retention-column-made = Laga
retention-column-service = Teneste
retention-column-state = Status
retention-conversations = { $count ->
    [one] { $count } samtale
    *[other] { $count } samtaler
}
retention-counted = Dette er telt opp
retention-counted-none = Ingen samtaler er telte opp.
retention-deleted = Sletta
retention-done = Det blei slik
retention-done-at = Ferdig
retention-drop = Forkast planen
retention-faults = Det blei ikkje gjort. Les kvifor.
retention-finding-anothers = Blir behalden: ein annan har ansvaret for opplysningane
retention-finding-contested = Blir behalden: to verksemder kan vere ansvarlege, og ingenting blir sletta før det er avklart
retention-finding-custody = Blir behalden: journalen er på veg til ein annan
retention-finding-delete = Blir sletta: tida er ute
retention-finding-disclosure = Blir behalden: ei utlevering ventar eller er ikkje over
retention-finding-granted = Blir sletta: innbyggjaren har kravd det og fått ja
retention-finding-leaving = Blir behalden: kommunen er på veg ut, og det har eigne reglar
retention-finding-not-yet = Blir behalden: tida er ikkje ute
retention-finding-open = Blir behalden: samtala er open
retention-finding-preserved = Blir behalden: blir bevart for ettertida
retention-finding-restricted = Blir behalden: innbyggjaren har kravd at bruken blir avgrensa
retention-finding-rights = Blir behalden: eit krav om rettar ventar på svar
retention-granted = (etter krav)
retention-granted-lead = { $count ->
    [one] Kopien eininga har av { $count } samtale, blir sletta. Det kan ikkje angrast. Du seier òg at det som står i journalsystemet eller saksmappa, er sletta der. Innbyggjaren får beskjed, og dei som har fått opplysningane før.
    *[other] Kopien eininga har av { $count } samtalar, blir sletta. Det kan ikkje angrast. Du seier òg at det som står i journalsystemet eller saksmappa, er sletta der. Innbyggjaren får beskjed, og dei som har fått opplysningane før.
}
retention-granted-title = Sletting etter krav
retention-held-agreements = Avtalar om samarbeid og arkiv
retention-held-log = Loggen over kven som har sett
retention-held-rights = Krav om rettar
retention-last-day = Kan gjennomførast til og med
retention-lead = Ingenting blir sletta av seg sjølv. Ein plan viser kva som ville blitt sletta, og kvifor resten blir teken vare på. Ein annan enn den som laga planen, gjennomfører han.
retention-none = Ingen planar er laga.
retention-one-title = Plan for sletting
retention-plan = Lag ein plan
retention-plan-help = Planen berre tel. Ingenting blir sletta før ein annan har gjennomført han.
retention-plan-who = Ein administrator kan lage ein plan.
retention-plans = Planar
retention-state-counting = Tel opp
retention-state-deleting = Blir gjennomført
retention-state-done = Gjennomført
retention-state-dropped = Forkasta
retention-state-ready = Ventar på å bli gjennomført
retention-state-too-old = For gammal
retention-title = Sletting
