const list = `
aaron abby abigail access account acme adam adidas admin administrator adrian africa agent ahmed airborne
airforce akash akira alabama alan alaska albert alberto alejandro alex alexander alexandra alexandria alexis
alfred alice alicia alison allah allison amanda amateur amazing amazon amber america american amor amore
anakin andrea andreas andrei andrew andy angel angela angelica angelina angels angie anna annie anthony
antonio apache apollo apple apples april aquarius arcade archer argentina ariana arizona arnold arsenal
arthur asdf ashley asia assassin asshole athena atlanta atlantis audi audrey august aurora austin australia
autumn avalanche avatar avenger awesome azerty baby babyboy babydoll babygirl bacon badboy badger bailey
balance ball balloon bambam banana bandit bank barbara barbie barcelona barney baseball basketball bastard
batman battle bayern beach beagle bear bears beast beatles beautiful beauty beaver becky beer bella benfica
benjamin bentley berlin bernard beyonce bigboy bigdog bigmac bill billy bird birthday biscuit bismillah
bitch black blackberry blackbird blackcat blackie blackjack blahblah blaster blessed blessing blink blonde
blondie blood blossom blue blueberry bluebird bluesky bobby bond bonita bonjour bonnie booboo booger book
boomer boston bowling boxer bradley brandon brandy brasil brazil brenda brian bridge british britney broken
bronco broncos brooke brooklyn brother brown brownie bruce bruno brutus bryan bubba bubble bubbles buddha
buddy budlight buffalo bulldog bulldogs bullet bunny burger business buster butter buttercup butterfly
button cactus caesar california calvin camaro camera cameron camille campbell canada cancer candy captain
caramel cardinal carino carlos carmen carol carolina caroline carpet carrie carter cartman casey casino
casper cassie castle catalina catch catherine cecilia celine celtic center champion chance change changeit
changeme changenow channel chaos charles charlie charlotte cheater cheese chelsea chemistry cherokee cherry
chester cheval chevy chicago chicken chiefs china chinese chloe chocolate chopper chouchou chris christ
christian christina christine christmas christopher cinderella cindy cisco claire classic claude claudia
clave clinton cloud cobra cocacola coffee college colorado columbia comet company compaq complaint
complaints computer condor connect connor consumer contact contrasena control cookie cookies cooper copper
corazon corona corvette cosmos coucou country courtney cowboy cowboys coyote cracker craig crazy cream
creative crystal cupcake curtis customer cyber cynthia daddy daisy dakota dallas damian dance dancer daniel
daniela danielle danny darkness darling dave david dawn deadpool death debbie deborah december deedee
default defender delta demo demon dennis denver derek desert design desire destiny detroit deutschland devil
dexter diablo diamond diamonds diana diane diego digger digital dinosaur direct dirty disney divine doctor
doggie doggy dolphin dolphins domino donald donkey donna doodle doraemon dorothy doudou douglas dracula
dragon dragonball dragons dream dreamer dreams driver drummer ducati duke duncan dynamic eagle eagles earth
easter eastern eclipse eddie edward eight einstein elaine electric element elena elephant elizabeth ellen
elvis emerald emily eminem emma emmanuel emperor engine england enter enterprise eric erica ernest escape
espana esperanza esther estrella eternal eternity europe everest everton everything excalibur explorer
express extreme fabian facebook faith falcon falcons fallen family fantasy fashion father february felipe
felix female fender ferrari fiction fingerprint fire fireball firebird firefly firefox fireman fish fisher
fishing florence florida flower flowers fluffy flyers football force ford forest forever formula forward
fountain foxtrot france frances francesca francis francisco frank frankie franklin freddy freedom freeuser
french friday friend friends frodo frog froggy frozen fucker fuckme fuckyou fussball future gabriel gabriela
galaxy galore gamer games gandalf garden garfield garlic gary gateway gators geheim gemini general genesis
genius george georgia gerald german germany gerrard ghost giants gibson gilbert ginger giovanni girl girls
gizmo glitter global gloria goalie goblin godfather godisgood godisgreat godzilla gold golden goldfish golf
golfer google gordon gorilla grace graham grandma grandpa grant great green greenday gregory griffin grizzly
group guardian guess guest guinness guitar gunner gustavo hacker hailey hallo halloween hammer hannah
hannover happiness happy hardcore harley harmony harold harris harrison harry harrypotter harvey hase hawaii
hawk hawkeye hazel heart hearts heather heaven hector heidi helen helena hello hellokitty helloworld help
helpdesk helper helpme hendrix henry herbert hercules herman hermes hero heroes hiphop hockey hola holiday
holland holly hollywood home homer honda honey horizon hornet horny horses hotdog hotmail hotrod house
houston howard hummer hunter hunting hurricane icecream iceman idontknow iguana illusion iloveme iloveu
iloveyou imagine immortal impala inconnu india indian indiana indonesia infinity ingrid inplease insane
inside install intel inter internet intrepid ireland irish ironman isabel isabella isabelle isgood island
israel italia italian italy jackass jackie jackson jacksonville jacob jaguar jamaica james jamie jammer
january japan jasmine jason jasper javier jaybird jeffrey jelly jenifer jenna jennifer jenny jeremiah jeremy
jerome jerry jersey jessica jessie jester jesus jesuschrist jetaime jewels jimmy joanna jocelyn johanna john
johnny johnson jojo joker jonas jonathan jordan jorge jose joseph josephine joshua journey joyce juan judith
juggalo julia julian juliana julie julien juliet juliette julius july june jungle junior jupiter justice
justin justine juventus kaiser kamikaze karate karen karina katherine kathleen kathryn katie katrina
kawasaki kayla keith kelly kelsey kennedy kenneth kermit kevin kiki killer king kingdom kingkong kings
kirsten kitchen kitten kitty knight knights knowledge kodak kombat krishna kristen kristin kristina
kristopher lacrosse lady ladybug lakers lalala lancer lapin laptop larry lasvegas laura lauren lawrence
leader leather lebron legend lemon leonard leonardo leslie lester letme letmein letter lewis liberty library
liebe lifetime light lightning lillian lilly lincoln linda lindsay lindsey linkin linkinpark lion lions lisa
little liverpool lizard logan logitech loki lollipop london lonely longhorn looking lord lorenzo louise love
lovebug lovelife lovely loveme lover lovers loves loveyou loving lucas lucifer lucky lucy lukas macintosh
madison madonna madrid maggie magic magnum mailman maison major malcolm mama maman manager manchester
manchesterunited manuel marathon marcel march marcus margaret maria mariah mariana marie marilyn marina
marine marines mario marion mariposa mark marlboro marley marlin marseille marshall martha martin martina
marvel marvin master mathew matias matrix matthew maverick maximus maxwell mechanic medical megaman megan
melanie melissa mellow melody member memory memphis mercedes mercury mermaid metal metallica mexico miami
michael michelle michigan mickey microsoft midnight miguel mike miller million minecraft minnie miracle
miranda mississippi mister mitchell mobile mohamed mohammed molly monday money monica monkey monster
monsters montana montreal moonlight morgan morning morpheus motdepasse mother motocross motorola mountain
mouse movies muffin muhammad murphy music musica musical mustang mylove myself myspace mystery myword nadine
nancy naruto nascar natalia natalie natasha nathan nathaniel nelson neptune network never newcastle newlife
newpass newton newyork nicholas nicolas nicole nightmare nikita nikolai ninja nintendo nirvana nissan nobody
nokia norman nothing november number nursing oakland ocean october office oksana oliver olivia omega onelove
online open operator oracle orange orlando oscar oxford pacific packard packers pakistan paladin palmer
paloma pamela panasonic pancake panda pandora pantera panther panthers papa paradise paris parker parola
pascal pass passion passme passord passpass passw passwd password passwords passwort patch patricia patricio
patrick patriots paul paula pavilion payton peace peaches peanut pearl pebbles pedro peewee pencil penelope
penguin penguins pepper pepsi perfect person peter petra phantom philip philippines phillip phoenix phone
photo piano picard picture pierre piglet pimpin pineapple pink pinkfloyd pinky pirate pizza planet platinum
playboy player please pleasure pokemon polaris police polina poohbear pookie popcorn popeye porsche portal
portugal power powers praise precious predator preston prince princesa princess princesse private promise
protect prowler psycho pumpkin punisher punkrock puppy purple pussy pussycat pyramid python qazwsx qazwsxedc
quality quantum queen querty quest question qweasd qweasdzxc qwerty qwertz rabbit racecar rachel racing
radio raiders railroad rainbow raistlin ramirez random ranger rangers raphael raptor rascal raven ravens
raymond reading reality realmadrid rebecca rebel rebels record reddog redhat redhead redman redress redrum
redskins redsox redwings reggae regina reindeer remember renault renegade republic requiem rescue resident
revolution rhiannon ricardo richard richmond ricky robbie robert roberta roberto robin robinhood robotics
rock rocker rocket rocks rockstar rocky rodney rodriguez roger roland rolltide romain roman romance romeo
ronald ronaldinho ronaldo ronnie rooney rooster root rosebud rosemary roses rosie rough route roxanne royal
runner running rupert russell russia ruth ryan sabrina safety sailing sailor saints sakura salut salvador
samantha sammy samson samsung samuel samurai sandra sandrine sandy santa santiago santos sarah sasha sasuke
satan saturday saturn savage savannah scarface scarlet scarlett schalke schatz school schule science
scissors scooby scoobydoo scooter score scorpio scorpion scotland scott scout scruffy sealteam sebastian
second secret secure security sekret seminole senator senha september serenity sergey sergio server service
seven sexy shadow shannon shark sharon shawn sheila shelby shelly sherlock sherry shirley shit shithead
shooter shopping shorty shotgun sierra silver silvia simba simone simple simpson simpsons singer single
sister skater skipper skippy skywalker slayer sleepy slipknot smart smile smiles smiley smith smokey snake
sniper snoopy snowball snowboard snowflake snowman soccer social sofia softail softball soldier soleil
someone sommer sonic sonne sooners sophia sophie soprano southern sparky spartan spartans speaker special
speed speedy spencer spider spiderman spirit spitfire sponge spongebob sports spring springfield squirrel
stacey stalker stanford stanley star starbucks starcraft stargate starlight starter startrek starwars
station steelers stefan stefanie stella stephan stephanie stephen sterling steve steven stewart sting stone
storm stranger strawberry street strike strong student studio stupid success sugar summer sunday sunflower
sunny sunrise sunset sunshine super superior superman supernova superstar support supra surf surfer surfing
survivor susan suzuki svetlana sweden sweet sweetheart sweetie sweetness sweetpea sweety swimming
switzerland sword sydney sylvia symphony system tabitha tamara tango tanner target tarzan tattoo taurus
taylor teacher teamo technical techno techstart telephone temp temporary tennis tequiero tequila teresa
terminal terminator terry test tester testing texas thailand thanks thejoker theking theman theresa thirteen
thomas three thuglife thumper thunder thursday tiffany tiger tigers tigger timber timothy tinker tinkerbell
titanic titans together tomato tomcat tommy tony topgun topsecret toronto total tottenham toyota trains
travel travis treasure trevor triangle trigger trinity tristan triton trojan trouble trucks true trumpet
trust trustme trustno truth tucker tuesday turbo turkey turner turtle tweety twilight twister tyler ultimate
umbrella unbelievable undertaker unicorn union united unity universal universe university unknown user
username utopia vacation valencia valentin valentina valentine valerie vampire vanessa vanilla vegeta velvet
venice venture venus veronica version victor victoria victory video vienna viking vikings vincent violet
viper virgin virginia virus vision vivelavie vladimir volcano volleyball volvo voodoo voyager wachtwoord
walker wallace walter warcraft warez warlock warning warrior warriors washington water watson weasel
webmaster website wednesday weezer welcome wendy werewolf western whatever whiskey white whocares wicked
wildcat wildcats wilkommen william williams willie willkommen willow wilson windows windsor winner winston
winter wisdom wizard wolf wolverine wolves woman wombat wonder wonderful woody word wordpass world worldcup
worldofwarcraft wrestling wrinkle xander xavier xbox yamaha yankee yankees yasmin yellow yourmom yourmother
youtube yvonne zachary zaqwsx zebra zelda zenith zeppelin zidane zombie zuzana zxcvbn
`;

/**
 * What leaked passwords are made of, from four letters, in lower case. Where a password has fifteen characters at least, those that are
 * guessed first are these words: alone, doubled, in pairs, with digits and years, with walks over the keyboard, with signs for letters.
 */
export const commonWords: ReadonlySet<string> = new Set(list.trim().split(/\s+/));
