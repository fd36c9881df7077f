# Acting for somebody else (experience § 4.10, § 5.3).

acting-choose = Choose whom this is about
acting-go-on = Go to the front page
acting-lost-more = You no longer see the conversations there. What you have already sent stays. Drafts that were not sent are deleted.
acting-lost-other = You can no longer act for { $name }.
acting-lost-title = You act for yourself again
acting-lost-withdrawn = { $name } has withdrawn the power of attorney.
acting-other-more = You changed person in another tab. What you wrote here has not been sent, nor saved for anyone else. Whom is this about?
acting-other-title = Nothing has been sent
acting-to-own = To my own page
