namespace LeadScoring.Domain.Models;
public static class TmpDisq {
 extension(ScoringModel m) {
  public Disqualification? DisqualificationOf(Profiles.LeadProfile p, Events.Day d) => null;
  public bool DisqualifiesByTime => false;
 }
}
