"""Dutch places: when somebody names one that the agenda does not have, nothing fits."""

from bot.understanding.personal_data.word_rows import word_set

PLACES = word_set(
    "aalsmeer alkmaar almelo almere alphen amersfoort amstelveen amsterdam apeldoorn arnhem assen baarn "
    "badhoevedorp barendrecht barneveld bergen "
    "beverwijk bilthoven bodegraven boxtel breda breukelen brielle bussum castricum coevorden culemborg "
    "delft delfzijl deventer diemen dieren "
    "doetinchem dokkum dongen doorn dordrecht drachten driebergen drunen duivendrecht ede edam eindhoven "
    "elst emmeloord emmen enkhuizen enschede "
    "epe etten-leur geldermalsen geldrop geleen goes goor gorinchem gouda groningen haaksbergen haarlem "
    "haarlemmermeer hardenberg harderwijk "
    "harlingen heemskerk heemstede heerenveen heerhugowaard heerlen hellevoetsluis helmond hengelo "
    "hillegom hilversum hoofddorp hoogeveen hoorn "
    "houten huizen ijmuiden ijsselstein kampen katwijk kerkrade krommenie lansingerland laren leeuwarden "
    "leiden leiderdorp leidschendam lelystad "
    "leusden lisse maarssen maassluis maastricht meppel middelburg middelharnis naaldwijk naarden "
    "nieuwegein nieuwkoop nijkerk nijmegen nijverdal "
    "noordwijk nunspeet oldenzaal oosterhout oss ouderkerk papendrecht purmerend putten raalte rhenen "
    "ridderkerk rijswijk roermond roosendaal "
    "rotterdam schagen schiedam schiphol sittard sliedrecht sneek soest spijkenisse stadskanaal "
    "steenwijk terneuzen tiel tilburg uden uithoorn "
    "utrecht vaassen valkenburg veendam veenendaal veghel veldhoven velp velsen venlo venray vianen "
    "vlaardingen vlissingen volendam voorburg "
    "voorhout voorschoten vught waalwijk waddinxveen wageningen wassenaar weert weesp wijchen winschoten "
    "winterswijk woerden woudenberg zaandam "
    "zaanstad zaltbommel zandvoort zeist zevenaar zierikzee zoetermeer zundert zutphen zwijndrecht zwolle "
    "bijlmer zuidoost centrum osdorp slotervaart slotermeer geuzenveld bos jordaan ijburg "
    "watergraafsmeer buitenveldert rivierenbuurt nieuwendam "
    "gaasperdam zeeburg overtoomse landlust nieuw-vennep noord oost zuid west nieuw-west westwijk "
    "overvecht zuilen lombok kanaleneiland vathorst"
)
# Words that may stand after "in" with a capital without being a place.
NO_PLACES = word_set(
    "januari februari maart april mei juni juli augustus september oktober november december de het een "
    "mijn ons onze jullie die dat deze "
    "nederland voorjaar najaar zomer winter weekend avond ochtend middag week maand telegram whatsapp "
    "groep overleg plaats godsnaam"
)
