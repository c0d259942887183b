"""What guessers try first: words that common passwords are made of, and walks over the keyboard."""

_CONTEXT = """
singlewindow single window customs border import export declaration declarant clearance cargo shipment tariff
trader broker agency officer operator biosecurity lagoon islands
"""
CONTEXT_WORDS = frozenset(_CONTEXT.split())
"""Words of this system. With the words of a person's e-mail address, name and organisation they count for nothing."""

_COMMON = """
password passwort passphrase passcode passe secret private secure security access admin administrator root super
superuser master manager user username guest demo test testing tester temp temporary default change changeme
welcome hello login logon signin letmein enter open sesame trust trustno start please thankyou internet computer
server system database network website email google facebook youtube twitter instagram linkedin microsoft windows
apple iphone samsung android nintendo playstation pokemon minecraft
love loveyou iloveyou lovely lover forever heart angel baby babygirl babyboy princess prince king queen honey
sweet sweety sweetheart darling sunshine sunflower rainbow butterfly flower flowers family mother father mummy
daddy brother sister friend friends friendship happy smile lucky money freedom peace dream dreams jesus christ
jesuschrist blessed bless godisgood faith heaven spirit
dragon monkey tiger lion eagle falcon phoenix wolf panther dolphin turtle shark horse puppy kitten chicken donkey
bunny spider snake mustang ferrari porsche mercedes corvette camaro harley yamaha honda toyota
football baseball basketball softball soccer hockey cricket rugby tennis netball golf liverpool chelsea arsenal
manchester barcelona madrid juventus yankees cowboys steelers lakers eagles raiders blacks warriors
superman batman spiderman ironman starwars startrek matrix hunter ranger warrior ninja pirate wizard shadow ghost
killer devil monster zombie magic cookie chocolate cheese coffee banana orange cherry apple pepper ginger vanilla
summer winter spring autumn monday tuesday wednesday thursday friday saturday sunday january february march april
june july august september october november december
michael jessica ashley jennifer jordan daniel andrew joshua thomas robert charlie matthew anthony william george
maria anna michelle nicole amanda melissa samantha elizabeth victoria alexander benjamin jonathan christopher
patrick steven richard charles joseph david james john peter paul mark hannah sophie emily olivia
purple yellow orange silver golden green black white blue diamond crystal
london paris berlin sydney auckland wellington fiji samoa tonga vanuatu pacific ocean island paradise
justin bieber britney spears eminem rihanna shakira beyonce metallica slipknot nirvana linkin park avril lavigne
direction jonas brothers jackson montana hendrix beatles elvis presley
naruto pikachu zelda mario sonic halo warcraft counter strike fortnite roblox runescape final fantasy resident evil
transformers terminator supernatural twilight cullen potter harry hogwarts hobbit bond need speed combat modern
united international internazionale professional cosmopolitan universal national american england scotland
always never alone together leave nobody somebody everybody anything everything trust hate game fuck fucker fucking
peanut butter banana sandwich pizza hamburger chips sugar vodka whiskey tequila
amor amour liebe dich mein chouchou bonjour soleil familia familiya paroli parol contrasena contrasenha senha
justice liberty victory glory honor legend champion master blaster gangster player money dollar million billion
whatever nothing blahblah asshole fuckyou fuckoff bitch shit
"""
COMMON_WORDS = frozenset(_COMMON.split())
"""Words of which lists of leaked passwords are full. Our own choice of them; no list was copied."""

WALKS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop[]",
    "qwertzuiop",
    "azertyuiop",
    "asdfghjkl;'",
    "qsdfghjklm",
    "zxcvbnm,./",
    "yxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/",
    "1q2w3e4r5t6y7u8i9o0p",
    "q1w2e3r4t5y6u7i8o9p0",
    "qazwsxedcrfvtgbyhnujmikolp",
    "!@#$%^&*()_+",
    "010203040506070809",
    "102030405060708090",
    "112233445566778899",
    "13579",
    "24680",
    "159753",
    "147258369",
    "963852741",
)
"""Keys that are pressed one after the other, in either direction."""
