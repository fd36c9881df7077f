# What one says yes to, and taking it back (L-GDPR-7, L-GDPR-13). The terms have a version of
# their own: when they say something else, it is a new one.

consent-agree = Yes, I consent
consent-change = Save the change
consent-choose = What do you want to use Helsebro for?
consent-closed-lead = You have withdrawn your consent. To use Helsebro again, consent anew. You will find your conversations again.
consent-closed-title = You are not using Helsebro now
consent-decline = If you do not want to consent, just sign out. The help you get stays the same, and you can call as before.
consent-done-changed = The change is saved and applies from now on.
consent-done-withdrawn = Your consent is withdrawn. This applies from now on.
consent-fault-level = Choose what you want to use Helsebro for.
consent-first-lead = Before you begin, you should know who is responsible for your information, and what you say yes to.
consent-first-title = Welcome to Helsebro, { $given }
consent-has-everything = You have said yes to see and write here.
consent-has-looking = You have said yes to see, but not to messages.
consent-has-youth = You have said yes to the services that are open to you here, and one of your parents has consented.
consent-ledger-everything = { $at }: yes to see and write. Terms { $version }.
consent-ledger-heading = What you have said
consent-ledger-looking = { $at }: yes to see only. Terms { $version }.
consent-ledger-withdrawn = { $at }: consent withdrawn. Terms { $version }.
consent-level-everything = See and write: messages and everything else
consent-level-looking = See only: my services and who has seen, but no messages
consent-privacy = More about privacy
consent-profile-more = What you have said yes to, who is responsible, and how you withdraw it.
consent-responsible-heading = Who is responsible for your information?
consent-responsible-municipality = { $name } is responsible for what you and its services write to each other, and for your record there: { $services }.
consent-responsible-none = You have no service here yet. When you get one, the municipality that gives it is responsible for what you write to each other.
consent-responsible-platform = Whoever runs Helsebro is responsible for your profile, your choices and your own copies of the messages.
consent-ring = Call { $phone }
consent-ring-heading = Call your services
consent-terms-back = You can withdraw your consent whenever you want, as easily as you give it. The help you get stays the same.
consent-terms-heading = This is what you say yes to
consent-terms-logged = Each time somebody sees your information here, it is written down. You can see who it was.
consent-terms-profile = We store a profile: your name, when you were born, and the choices you make. We get your name and date of birth from the population register.
consent-terms-shown = We show you your services, who has seen your information and, if you want, what you and the services write to each other.
consent-terms-told = The services that help you are told whether they can write to you here.
consent-terms-version = Terms { $version }.
consent-title = Your consent
consent-withdraw-again = You can come back whenever you want. You will find the conversations again. Powers of attorney must be given anew.
consent-withdraw-answers = If you are waiting for an answer, you must call. You cannot read answers that come here.
consent-withdraw-cancel = Keep the consent
consent-withdraw-care = The help you get stays the same.
consent-withdraw-do = Withdraw the consent
consent-withdraw-drafts = Drafts you have not sent are deleted.
consent-withdraw-grants = { $count ->
    [0] No powers of attorney are affected.
    [one] One power of attorney ends.
   *[other] { $count } powers of attorney end.
 }
consent-withdraw-lead = You stop using Helsebro. First you are told what happens to your conversations and letters.
consent-withdraw-letters = Letters from the municipality come by post or to your digital mailbox.
consent-withdraw-link = See what happens, and withdraw the consent
consent-withdraw-threads = You can no longer read or write conversations here. The services keep what you have written to each other.
consent-withdraw-title = Withdraw the consent and close
consent-withdraw-told = Your services are told that they cannot write to you here.
consent-withdraw-what = It applies at once. This is what happens:
consent-young-lead = You must be 16 to use Helsebro on your own. If you need help now, you can call.
consent-young-title = You cannot use Helsebro on your own yet
consent-youth-needs-parent = You are under 16. One of your parents must consent before you can use Helsebro. They do so when they are signed in themselves, and do not see what you write here. If you need help now, you can call.
consent-youth-what = You say yes to see and write to the services that are open to those aged 13 to 15. One of your parents has consented. They do not see what you do here.
consent-youths-back = You can withdraw your consent at any time. Helsebro then closes for the young person at once.
consent-youths-done-given = The consent is stored and holds from now.
consent-youths-done-withdrawn = The consent is withdrawn and ends now.
consent-youths-give = Consent for { $given }
consent-youths-given = One of the parents has consented to { $given } using Helsebro.
consent-youths-lead = Those aged 13 to 15 can use Helsebro themselves when one of their parents consents.
consent-youths-link = See and consent
consent-youths-missing = None of the parents has consented. { $given } gets only general information and phone numbers.
consent-youths-none = There is nobody you can consent for here now.
consent-youths-own = The young person signs in with an eID of their own, and must say yes themselves.
consent-youths-title = Consent for young people
consent-youths-unseen = You do not see what the young person writes and reads here, and get no notices about it.
consent-youths-until = From the age of 16, { $given } decides alone. A parent’s consent holds through { $day }.
consent-youths-what = It covers only services that the municipality has opened for young people from 13.
consent-youths-withdraw = Withdraw the consent for { $given }
