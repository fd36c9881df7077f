# Acting for somebody else (experience § 4.10, § 5.3).

acting-choose = Vel kven det gjeld
acting-go-on = Gå til framsida
acting-lost-more = Du ser ikkje lenger samtalene der. Det du alt har sendt, blir ståande. Utkast som ikkje er sende, er sletta.
acting-lost-other = Du kan ikkje lenger opptre for { $name }.
acting-lost-title = Du opptrer for deg sjølv igjen
acting-lost-withdrawn = { $name } har trekt tilbake fullmakta.
acting-other-more = Du bytte person i ei anna fane. Det du skreiv her, er ikkje sendt og ikkje lagra på nokon annan. Kven gjeld dette?
acting-other-title = Ingenting er sendt
acting-to-own = Til mi eiga side
