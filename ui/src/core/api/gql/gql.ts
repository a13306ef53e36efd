/* eslint-disable */
import * as types from './graphql';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  query Ontology {\n    ontology {\n      kinds { name caption label { zh en } properties { name type masked label { zh en } } }\n      links {\n        name from to many sum label { zh en } properties { name type masked label { zh en } }\n        meaning { zh en } weight { zh en } weakens { zh en }\n      }\n    }\n  }\n": typeof types.OntologyDocument,
    "\n  query ExpandCounts($id: ID!) {\n    neighbourCounts(id: $id) { link outgoing kind links others amount }\n  }\n": typeof types.ExpandCountsDocument,
    "\n  query ExpandPreview($id: ID!, $links: [LinkType!], $outgoing: Boolean, $kinds: [KindName!], $since: Time, $until: Time, $least: Fen, $most: Fen) {\n    expand(id: $id, links: $links, outgoing: $outgoing, kinds: $kinds, since: $since, until: $until, least: $least, most: $most, first: 1) { total }\n  }\n": typeof types.ExpandPreviewDocument,
    "\n  query InspectorSayings($id: ID!, $prop: String!) {\n    why(id: $id, prop: $prop, first: 100) { nodes { file row values } }\n  }\n": typeof types.InspectorSayingsDocument,
    "\n  mutation InspectorWrite($subject: ID!, $text: String!, $case: ID) {\n    annotate(subject: $subject, text: $text, case: $case) { seq }\n  }\n": typeof types.InspectorWriteDocument,
    "\n  mutation InspectorRemove($seq: Int!, $reason: String!) {\n    removeAnnotation(seq: $seq, reason: $reason) { seq }\n  }\n": typeof types.InspectorRemoveDocument,
    "\n  query InspectorWithout($finding: ID!, $from: ID!, $to: ID!, $type: LinkType!) {\n    scoreWithout(finding: $finding, fromId: $from, toId: $to, link: $type) { score taken left gone whyNot }\n  }\n": typeof types.InspectorWithoutDocument,
    "\n  query InspectorEntity($id: ID!) {\n    entity(id: $id) {\n      id kind caption sources conflicts\n      risk { score grade findings }\n      facts { name type value masked }\n      neighbourCounts { link outgoing kind links others amount }\n    }\n    owned: expand(id: $id, links: [OWNS], outgoing: false, first: 2) { entities { id kind caption } }\n  }\n": typeof types.InspectorEntityDocument,
    "\n  query InspectorEnds($from: ID!, $to: ID!) {\n    from: entity(id: $from) { id kind caption risk { score grade } }\n    to: entity(id: $to) { id kind caption risk { score grade } }\n    fromOwned: expand(id: $from, links: [OWNS], outgoing: false, first: 2) { entities { id caption } }\n    toOwned: expand(id: $to, links: [OWNS], outgoing: false, first: 2) { entities { id caption } }\n  }\n": typeof types.InspectorEndsDocument,
    "\n  query InspectorLinks($from: ID!, $to: ID!, $type: LinkType!, $first: Int!, $after: String) {\n    linksBetween(fromId: $from, toId: $to, links: [$type], first: $first, after: $after) {\n      amount\n      leftOut { words count }\n      links { total pageInfo { endCursor hasNextPage } nodes { id type sources conflicts facts { name type value masked } } }\n    }\n  }\n": typeof types.InspectorLinksDocument,
    "\n  query InspectorFindings($id: ID!, $first: Int!) {\n    findings(entity: $id, first: $first) {\n      total\n      nodes {\n        id state score sentence start end links\n        detector { name label law exonerates }\n        subjects { id role entity { id kind caption } }\n      }\n    }\n  }\n": typeof types.InspectorFindingsDocument,
    "\n  query InspectorRows($id: ID!) {\n    why(id: $id, first: 1) { total }\n  }\n": typeof types.InspectorRowsDocument,
    "\n  query InspectorNotes($subjects: [ID!]!, $case: ID) {\n    annotations(subjects: $subjects, case: $case, first: 100) { total nodes { seq who at text } }\n  }\n": typeof types.InspectorNotesDocument,
    "\n  query InspectorCases($id: ID!) {\n    casesWith(subject: $id, first: 20) { total nodes { id number title status role } }\n  }\n": typeof types.InspectorCasesDocument,
    "\n  query IntoCaseOpen {\n    cases(open: true, first: 100) { total nodes { id number title role } }\n    caseClasses\n  }\n": typeof types.IntoCaseOpenDocument,
    "\n  mutation IntoCaseMake($title: String!, $cause: String!, $suspected: String!) {\n    openCase(title: $title, cause: $cause, suspected: $suspected) { id title }\n  }\n": typeof types.IntoCaseMakeDocument,
    "\n  mutation IntoCasePut($id: ID!, $things: [ID!]!, $reason: String!) {\n    addToCase(id: $id, things: $things, reason: $reason) { changed unchanged case { id title } }\n  }\n": typeof types.IntoCasePutDocument,
    "\n  fragment WayShown on Way {\n    entities { id kind caption risk { grade } }\n    steps {\n      total truncated\n      links { id type fromId ... on FlowLink { count sum first last } }\n    }\n  }\n": typeof types.WayShownFragmentDoc,
    "\n  query PathsBetween($from: ID!, $to: ID!, $hops: Int!, $all: Boolean!, $links: [LinkType!], $first: Int!) {\n    paths(fromId: $from, toId: $to, hops: $hops, all: $all, links: $links, first: $first) { truncated leftOut { words count } ways { ...WayShown } }\n  }\n": typeof types.PathsBetweenDocument,
    "\n  query PathsMoney($from: ID!, $to: ID!, $at: Time!, $hold: Float, $hops: Int!, $least: Fen!) {\n    moneyPath(fromId: $from, toId: $to, at: $at, holdDays: $hold, hops: $hops, least: $least) {\n      hops at\n      way { id at amount from { id kind caption risk { grade } } to { id kind caption risk { grade } } }\n    }\n  }\n": typeof types.PathsMoneyDocument,
    "\n  query PatternSearch($steps: [PatternStepInput!]!, $first: Int!) {\n    patternSearch(steps: $steps, first: $first) {\n      total truncated matched\n      leftOut { words count }\n      cypher { text values }\n      ways { ...WayShown }\n    }\n  }\n": typeof types.PatternSearchDocument,
    "\n  query QueryCypher($name: String!) {\n    cypherOf(name: $name) { name about text params returns }\n  }\n": typeof types.QueryCypherDocument,
    "\n  query Suggest($text: String!) {\n    search(text: $text, first: 8) {\n      hits { total nodes { reason region entity { id kind caption risk { grade } } } }\n    }\n  }\n": typeof types.SuggestDocument,
    "\n  mutation Unmask($id: ID!, $reason: String!, $props: [String!]) {\n    unmask(id: $id, reason: $reason, props: $props) { values seconds }\n  }\n": typeof types.UnmaskDocument,
    "\n  query Why($id: ID!, $prop: String, $first: Int) {\n    why(id: $id, prop: $prop, first: $first) {\n      total truncated\n      nodes { id owner importId file sha256 sheet row mapping loadedAt values }\n    }\n  }\n": typeof types.WhyDocument,
    "query JobNow($id: ID!) { job(id: $id) { id kind label params who at state done total words started ended exit result why } }": typeof types.JobNowDocument,
    "mutation JobStop($id: ID!) { cancelJob(id: $id) { id state } }": typeof types.JobStopDocument,
    "query NoticesJobs { jobs(first: 20) { nodes { id who state ended } } }": typeof types.NoticesJobsDocument,
    "query NoticesFinding($id: ID!) { finding(id: $id) { id score sentence detector { label } } }": typeof types.NoticesFindingDocument,
    "query NoticesJob($id: ID!) { job(id: $id) { id kind label state why } }": typeof types.NoticesJobDocument,
    "subscription NoticesFindings { newFindings { id } }": typeof types.NoticesFindingsDocument,
    "query AdminUsers { users { name roles regions active } }": typeof types.AdminUsersDocument,
    "\n  mutation AdminAddUser($name: String!, $password: String!, $roles: [String!]!, $regions: [String!]) { addUser(name: $name, password: $password, roles: $roles, regions: $regions) { name } }\n": typeof types.AdminAddUserDocument,
    "mutation AdminSetUser($name: String!, $roles: [String!], $regions: [String!]) { setUser(name: $name, roles: $roles, regions: $regions) { name } }": typeof types.AdminSetUserDocument,
    "mutation AdminLock($name: String!) { lockUser(name: $name) { name active } }": typeof types.AdminLockDocument,
    "mutation AdminUnlock($name: String!) { unlockUser(name: $name) { name active } }": typeof types.AdminUnlockDocument,
    "query AdminTokens { tokens { id label scopes expires } }": typeof types.AdminTokensDocument,
    "mutation AdminMakeToken($label: String!, $scopes: [String!]!, $days: Int!) { createToken(label: $label, scopes: $scopes, days: $days) { id secret } }": typeof types.AdminMakeTokenDocument,
    "mutation AdminDropToken($id: ID!) { revokeToken(id: $id) }": typeof types.AdminDropTokenDocument,
    "\n  query AdminJobs($first: Int, $after: String) {\n    jobs(first: $first, after: $after) { total pageInfo { hasNextPage endCursor } nodes { id kind label params who at state done total words started ended exit result why } }\n  }\n": typeof types.AdminJobsDocument,
    "query AdminJobLog($id: ID!) { jobLog(id: $id) }": typeof types.AdminJobLogDocument,
    "query AdminJobKinds { jobKinds { name label params { name label type required choices } } }": typeof types.AdminJobKindsDocument,
    "mutation AdminStart($kind: String!, $params: JSON) { startJob(kind: $kind, params: $params) { id } }": typeof types.AdminStartDocument,
    "query AdminUploads { uploads(first: 50) { id name } }": typeof types.AdminUploadsDocument,
    "query AdminImports { imports(first: 100) { nodes { id file } } }": typeof types.AdminImportsDocument,
    "query AdminPatterns { patterns { name label } }": typeof types.AdminPatternsDocument,
    "\n  query AdminAudit($who: String, $action: String, $first: Int, $after: String) {\n    audit(who: $who, action: $action, first: $first, after: $after) { total pageInfo { hasNextPage endCursor } nodes { seq at who action subject detail hash } }\n  }\n": typeof types.AdminAuditDocument,
    "query AdminVerify { verifyAudit { whole entries anchors broken why anchoredAt anchoredSeq } }": typeof types.AdminVerifyDocument,
    "\n  query AdminOntology {\n    ontology {\n      kinds { name caption label { zh en } properties { name type masked fullFor label { zh en } } }\n      links { name from to many sum label { zh en } properties { name type masked fullFor label { zh en } } meaning { zh en } weight { zh en } weakens { zh en } }\n    }\n  }\n": typeof types.AdminOntologyDocument,
    "query AdminCounts { counts { kinds { name count } links { name count } } }": typeof types.AdminCountsDocument,
    "query AdminState { state { seq asOf graphIsUp graphIsBehind problem } imports(first: 1) { total nodes { id file finished } } }": typeof types.AdminStateDocument,
    "\n  fragment BoardThing on Entity {\n    id kind caption risk { grade }\n    ... on Enterprise { region }\n    ... on Person { region }\n    ... on Advert { region }\n    ... on Complaint { region }\n    ... on Address { region }\n  }\n": typeof types.BoardThingFragmentDoc,
    "\n  fragment BoardLine on Relation {\n    id type fromId toId\n    ... on FlowLink { count sum first last }\n    ... on WithdrawLink { amount at }\n    ... on DepositsLink { amount at }\n    ... on RepaysLink { amount at }\n    ... on BidsLink { amount at }\n  }\n": typeof types.BoardLineFragmentDoc,
    "\n  query BoardSeeds($ids: [ID!]!) { entitiesById(ids: $ids) { ...BoardThing } }\n": typeof types.BoardSeedsDocument,
    "\n  query BoardLayers($group: [ID!]!, $layer: Int, $first: Int) {\n    layers(group: $group, layer: $layer, first: $first) {\n      totals { layer accounts received passed }\n      accounts { total nodes { layer role account { ...BoardThing } owner { ...BoardThing } } }\n    }\n  }\n": typeof types.BoardLayersDocument,
    "\n  query BoardAmong($ids: [ID!]!) {\n    among(ids: $ids) { total truncated entities { ...BoardThing } links { ...BoardLine } }\n  }\n": typeof types.BoardAmongDocument,
    "\n  query BoardExpand($id: ID!, $links: [LinkType!], $outgoing: Boolean, $kinds: [KindName!], $since: Time, $until: Time, $least: Fen, $most: Fen, $order: Order!, $first: Int) {\n    expand(id: $id, links: $links, outgoing: $outgoing, kinds: $kinds, since: $since, until: $until, least: $least, most: $most, order: $order, first: $first) {\n      total truncated leftOut { words count } entity { ...BoardThing } entities { ...BoardThing } links { ...BoardLine }\n    }\n  }\n": typeof types.BoardExpandDocument,
    "\n  query BoardCounts($ids: [ID!]!) { entitiesById(ids: $ids) { id neighbourCounts { others } } }\n": typeof types.BoardCountsDocument,
    "\n  query BoardFinding($id: ID!) {\n    finding(id: $id) { id sentence detector { label } subjects { id role entity { ...BoardThing } } }\n  }\n": typeof types.BoardFindingDocument,
    "\n  query BoardCase($id: ID!) {\n    case(id: $id) {\n      number title\n      things(first: 100) { total nodes { id sort entity { ...BoardThing } finding { subjects { id entity { ...BoardThing } } } } }\n    }\n  }\n": typeof types.BoardCaseDocument,
    "\n  query BoardView($id: ID!) { view(id: $id) { id line version title case who at body sharedWith } }\n": typeof types.BoardViewDocument,
    "\n  query BoardViews($case: ID) { views(case: $case, own: false, first: 50) { total nodes { id line version title case who at } } }\n": typeof types.BoardViewsDocument,
    "\n  mutation BoardSaveView($title: String!, $body: JSON!, $case: ID, $parent: ID) { saveView(title: $title, body: $body, case: $case, parent: $parent) { id line version title case } }\n": typeof types.BoardSaveViewDocument,
    "\n  mutation BoardShareView($id: ID!, $person: String!) { shareView(id: $id, person: $person) { id sharedWith } }\n": typeof types.BoardShareViewDocument,
    "\n  query BoardCases { cases(open: true, first: 50) { nodes { id number title } } }\n": typeof types.BoardCasesDocument,
    "\n  mutation BoardAddToCase($id: ID!, $things: [ID!]!, $reason: String!) { addToCase(id: $id, things: $things, reason: $reason) { changed unchanged case { id } } }\n": typeof types.BoardAddToCaseDocument,
    "\n  query BoardCommon($ids: [ID!]!) { commonNeighbours(ids: $ids, first: 100) { total nodes { ...BoardThing } } }\n": typeof types.BoardCommonDocument,
    "\n  query BoardFlows($ids: [ID!]!, $step: CalendarStep!) { histogramAmong(ids: $ids, step: $step) { bins { low high count amount } } }\n": typeof types.BoardFlowsDocument,
    "\n  query BoardWhenceFinding($id: ID!) {\n    finding(id: $id) { id score sentence detector { label about } subjects { id role entity { id } } }\n  }\n": typeof types.BoardWhenceFindingDocument,
    "\n  query BoardWhenceLayer($group: [ID!]!, $accounts: [ID!]) {\n    layers(group: $group, accounts: $accounts, first: 1) {\n      snapshot accounts { nodes { layer role why confidence received fromBelow passed returned resting } }\n    }\n  }\n": typeof types.BoardWhenceLayerDocument,
    "\n  query BoardWhenceCase($id: ID!) {\n    case(id: $id) {\n      things(first: 200) { total nodes { id sort why who at entity { id } finding { detector { label } subjects { id entity { id } } } } }\n    }\n  }\n": typeof types.BoardWhenceCaseDocument,
    "\n  query CaseLinkRow($id: ID!) { why(id: $id, first: 1) { nodes { owner values } } }\n": typeof types.CaseLinkRowDocument,
    "\n  query CaseLinkEnds($ids: [ID!]!) { entitiesById(ids: $ids) { id kind caption } }\n": typeof types.CaseLinkEndsDocument,
    "\n  query CaseFreezes($id: ID!) { case(id: $id) { id freezes { id version at who why content sha256 entities links findings records lacking } } }\n": typeof types.CaseFreezesDocument,
    "\n  query CaseDifference($id: ID!, $version: Int, $what: CaseDifferenceSort, $first: Int!) {\n    case(id: $id) {\n      id\n      difference(version: $version) {\n        version same thingsAdded thingsGone importsAdded importsGone judged added gone changed\n        lines(what: $what, first: $first) {\n          total\n          nodes { what id table label prop then now rows entity { id kind caption } finding { id sentence detector { label } } }\n        }\n      }\n    }\n  }\n": typeof types.CaseDifferenceDocument,
    "mutation CaseStart($kind: String!, $params: JSON) { startJob(kind: $kind, params: $params) { id } }": typeof types.CaseStartDocument,
    "\n  query CasesList($mine: Boolean!, $open: Boolean, $text: String!, $first: Int, $after: String) {\n    cases(mine: $mine, open: $open, text: $text, first: $first, after: $after) {\n      total\n      pageInfo { hasNextPage endCursor }\n      nodes { id number title cause suspected region status outcome assignee role openedAt changedAt thingsTotal }\n    }\n  }\n": typeof types.CasesListDocument,
    "query CasesClasses { caseClasses }": typeof types.CasesClassesDocument,
    "\n  mutation CasesOpen($title: String!, $cause: String!, $suspected: String!, $region: String!, $agency: String!, $docket: String!) {\n    openCase(title: $title, cause: $cause, suspected: $suspected, region: $region, agency: $agency, docket: $docket) { id }\n  }\n": typeof types.CasesOpenDocument,
    "\n  mutation CaseAmend($id: ID!, $reason: String!, $title: String!, $cause: String!, $suspected: String!, $region: String!, $agency: String!, $docket: String!) {\n    amendCase(id: $id, reason: $reason, title: $title, cause: $cause, suspected: $suspected, region: $region, agency: $agency, docket: $docket) { id }\n  }\n": typeof types.CaseAmendDocument,
    "\n  query CaseFile($id: ID!) {\n    case(id: $id) {\n      id number title cause suspected region agency docket status outcome assignee role openedBy openedAt changedAt thingsTotal\n      members { who role since by }\n      views(first: 50) { total nodes { id line version title who at } }\n      steps(first: 200) { total nodes { seq at who act subject word text entities links findings facts { name was now } } }\n      notes: timeline(acts: [comment], first: 300) { total nodes { seq at who text corrects } }\n    }\n  }\n": typeof types.CaseFileDocument,
    "\n  query CaseThings($id: ID!, $sort: ThingSort!, $first: Int, $after: String) {\n    case(id: $id) {\n      things(sort: $sort, first: $first, after: $after) {\n        total\n        pageInfo { hasNextPage endCursor }\n        nodes {\n          id sort why who at\n          entity { id kind caption risk { grade score } }\n          finding { id sentence state score detector { label } }\n        }\n      }\n    }\n  }\n": typeof types.CaseThingsDocument,
    "\n  query CaseAnnotations($subjects: [ID!]!, $case: ID!) {\n    annotations(subjects: $subjects, case: $case, first: 100) { total nodes { seq subject case who at text } }\n  }\n": typeof types.CaseAnnotationsDocument,
    "\n  mutation CaseAdd($id: ID!, $things: [ID!]!, $reason: String!) { addToCase(id: $id, things: $things, reason: $reason) { changed unchanged } }\n": typeof types.CaseAddDocument,
    "\n  mutation CaseRemove($id: ID!, $things: [ID!]!, $reason: String!) { removeFromCase(id: $id, things: $things, reason: $reason) { changed } }\n": typeof types.CaseRemoveDocument,
    "\n  mutation CaseJoin($id: ID!, $person: String!, $role: CaseRole!) { addCaseMember(id: $id, person: $person, role: $role) { id } }\n": typeof types.CaseJoinDocument,
    "\n  mutation CaseLeave($id: ID!, $person: String!, $reason: String!) { removeCaseMember(id: $id, person: $person, reason: $reason) }\n": typeof types.CaseLeaveDocument,
    "\n  mutation CaseAssign($id: ID!, $person: String!, $reason: String!) { assignCase(id: $id, person: $person, reason: $reason) { id } }\n": typeof types.CaseAssignDocument,
    "\n  mutation CaseComment($id: ID!, $text: String!, $corrects: Int) { commentCase(id: $id, text: $text, corrects: $corrects) { seq } }\n": typeof types.CaseCommentDocument,
    "\n  mutation CaseClose($id: ID!, $outcome: CaseOutcome!, $reason: String!) { closeCase(id: $id, outcome: $outcome, reason: $reason) { id } }\n": typeof types.CaseCloseDocument,
    "\n  mutation CaseReopen($id: ID!, $reason: String!) { reopenCase(id: $id, reason: $reason) { id } }\n": typeof types.CaseReopenDocument,
    "\n  query CaseConflicts($id: ID!, $other: ID!) { caseConflicts(id: $id, other: $other) { what subject here there } }\n": typeof types.CaseConflictsDocument,
    "\n  mutation CaseJoinOther($id: ID!, $other: ID!, $reason: String!) { joinCase(id: $id, other: $other, reason: $reason) { things conflicts { what } } }\n": typeof types.CaseJoinOtherDocument,
    "\n  mutation CaseAnnotate($subject: ID!, $text: String!, $case: ID!) { annotate(subject: $subject, text: $text, case: $case) { seq } }\n": typeof types.CaseAnnotateDocument,
    "\n  mutation CaseUnannotate($seq: Int!, $reason: String!) { removeAnnotation(seq: $seq, reason: $reason) { seq } }\n": typeof types.CaseUnannotateDocument,
    "\n  query CaseThingsFile($id: ID!, $after: String) {\n    case(id: $id) {\n      things(first: 200, after: $after) {\n        pageInfo { hasNextPage endCursor }\n        nodes { id sort entity { id kind caption } finding { id sentence state score } why who at }\n      }\n    }\n  }\n": typeof types.CaseThingsFileDocument,
    "\n  query CaseTimelineFile($id: ID!, $acts: [CaseAct!], $after: String) {\n    case(id: $id) {\n      timeline(acts: $acts, first: 500, after: $after) {\n        pageInfo { hasNextPage endCursor }\n        nodes { seq at who act label subject word text corrects was now }\n      }\n    }\n  }\n": typeof types.CaseTimelineFileDocument,
    "\n  query CaseExports($id: ID!, $first: Int!) {\n    caseExportFormats { name label about }\n    case(id: $id) {\n      id\n      redactions { seq at who sort roles subject prop label why }\n      exports(first: $first) {\n        total\n        nodes { id at who version scope redactions open why files { format label file bytes sha256 sm3 path } }\n      }\n    }\n  }\n": typeof types.CaseExportsDocument,
    "query CaseHides($id: ID!) { case(id: $id) { id hiding { rule label subject prop why values ids cells texts } } }": typeof types.CaseHidesDocument,
    "\n  mutation CaseRedactRule($id: ID!, $sort: RedactionSort!, $roles: [RedactionRole!], $reason: String!) { redactByRule(id: $id, sort: $sort, roles: $roles, reason: $reason) { seq } }\n": typeof types.CaseRedactRuleDocument,
    "\n  mutation CaseRedactText($id: ID!, $text: String!, $reason: String!) { redactByHand(id: $id, text: $text, reason: $reason) { seq } }\n": typeof types.CaseRedactTextDocument,
    "mutation CaseRedactUndo($id: ID!, $seq: Int!, $reason: String!) { undoRedaction(id: $id, seq: $seq, reason: $reason) { seq } }": typeof types.CaseRedactUndoDocument,
    "\n  query CaseHandovers($id: ID!) {\n    handoverReceivers { name label days working basis }\n    case(id: $id) {\n      id\n      handovers { id kind label agency who at due state overdue sha256 gaps note reason changedAt receipt { person at number sha256 same } }\n    }\n  }\n": typeof types.CaseHandoversDocument,
    "\n  query CaseChecklist($id: ID!, $kind: String!) {\n    case(id: $id) {\n      id\n      handoverChecklist(kind: $kind) { due receiver { name label days working basis papers } needs { sort name label gap } }\n      exports(first: 50) { nodes { id at version files { format label file sha256 } } }\n    }\n  }\n": typeof types.CaseChecklistDocument,
    "\n  mutation CaseHandOver($id: ID!, $kind: String!, $agency: String!, $sha256: String!, $reason: String!) {\n    handOverCase(id: $id, kind: $kind, agency: $agency, sha256: $sha256, reason: $reason) { id }\n  }\n": typeof types.CaseHandOverDocument,
    "\n  mutation CaseReceipt($id: ID!, $person: String!, $at: Time!, $number: String!, $sha256: String!) {\n    receiveHandover(id: $id, person: $person, at: $at, number: $number, sha256: $sha256) { id }\n  }\n": typeof types.CaseReceiptDocument,
    "mutation CaseHandoverReturn($id: ID!, $reason: String!) { returnHandover(id: $id, reason: $reason) { id } }": typeof types.CaseHandoverReturnDocument,
    "mutation CaseHandoverWithdraw($id: ID!, $reason: String!) { withdrawHandover(id: $id, reason: $reason) { id } }": typeof types.CaseHandoverWithdrawDocument,
    "\n  query CaseFigures($id: ID!, $reinvested: String!, $interest: String!, $commission: String!, $fees: String!, $first: Int!) {\n    case(id: $id) {\n      id\n      figures(reinvested: $reinvested, interest: $interest, commission: $commission, fees: $fees) {\n        version frozenAt\n        counting { name label chosen options { name label law } }\n        variants { chosen reinvested interest commission fees absorbed unpaid owed }\n        totals { participants transfers paidIn feeIn otherIn principal refund interest commission feeOut unexplained reinvested absorbed unpaid }\n        sheetTotals { sheets residues fees residue }\n        layers { layer accounts received fromBelow passed returned resting }\n        ledger(first: $first) {\n          total\n          nodes { id paidIn feeIn principal refund interest commission unexplained reinvested absorbed unpaid transfers entity { id kind caption } }\n        }\n        sheets(first: $first) { total nodes { account period opening cameIn paidOut fees residue closing seen assumed entity { id kind caption } } }\n        core(first: 50) { total nodes { account owner role score betweenness degree cutOff handled entity { id kind caption } ownerEntity { id kind caption } } }\n      }\n    }\n  }\n": typeof types.CaseFiguresDocument,
    "\n  query CaseMatrix($id: ID!) {\n    case(id: $id) {\n      id\n      freezes { version }\n      elements { element label law askFor askAgainst }\n      evidence { seq element side text subject said who at entity { id kind caption } finding { id sentence detector { label } } }\n      evidenceProposed { key element side text said subject prop rule entity { id kind caption } finding { id sentence detector { label } } }\n      evidenceDismissed { seq element side text subject who at proposal entity { id kind caption } finding { id sentence detector { label } } }\n    }\n  }\n": typeof types.CaseMatrixDocument,
    "\n  mutation CaseEvidenceAdd($id: ID!, $given: EvidenceGiven!) { addEvidence(id: $id, given: $given) { seq } }\n": typeof types.CaseEvidenceAddDocument,
    "\n  mutation CaseEvidenceDismiss($id: ID!, $given: EvidenceGiven!, $reason: String!) { dismissEvidence(id: $id, given: $given, reason: $reason) { seq } }\n": typeof types.CaseEvidenceDismissDocument,
    "\n  mutation CaseEvidenceRemove($id: ID!, $seq: Int!, $reason: String!) { removeEvidence(id: $id, seq: $seq, reason: $reason) { seq } }\n": typeof types.CaseEvidenceRemoveDocument,
    "\n  query CaseRules($id: ID!) {\n    caseRuleKinds { name label about }\n    case(id: $id) { id rules { seq name label params found added snapshot who at why } }\n  }\n": typeof types.CaseRulesDocument,
    "\n  mutation CaseRuleApply($id: ID!, $name: String!, $params: JSON!, $reason: String!) { applyCaseRule(id: $id, name: $name, params: $params, reason: $reason) { seq found added } }\n": typeof types.CaseRuleApplyDocument,
    "\n  query CaseTasks($id: ID!) {\n    case(id: $id) { id tasks { id title person due by at state overdue steps { at who act label person due text } } }\n  }\n": typeof types.CaseTasksDocument,
    "\n  mutation CaseTaskSet($id: ID!, $title: String!, $person: String!, $due: Time!) { setCaseTask(id: $id, title: $title, person: $person, due: $due) { id } }\n": typeof types.CaseTaskSetDocument,
    "\n  mutation CaseTaskAssign($id: ID!, $person: String!, $reason: String!) { assignCaseTask(id: $id, person: $person, reason: $reason) { id } }\n": typeof types.CaseTaskAssignDocument,
    "\n  mutation CaseTaskExtend($id: ID!, $due: Time!, $reason: String!) { extendCaseTask(id: $id, due: $due, reason: $reason) { id } }\n": typeof types.CaseTaskExtendDocument,
    "mutation CaseTaskFinish($id: ID!, $reason: String!) { finishCaseTask(id: $id, reason: $reason) { id } }": typeof types.CaseTaskFinishDocument,
    "mutation CaseTaskDrop($id: ID!, $reason: String!) { dropCaseTask(id: $id, reason: $reason) { id } }": typeof types.CaseTaskDropDocument,
    "\n  mutation CaseTaskReopen($id: ID!, $reason: String!, $due: Time) { reopenCaseTask(id: $id, reason: $reason, due: $due) { id } }\n": typeof types.CaseTaskReopenDocument,
    "\n  query EntityPortrait($id: ID!) {\n    entity(id: $id) {\n      id kind caption sources conflicts\n      risk { score grade findings }\n      facts { name type value masked }\n      neighbourCounts { link outgoing kind links others amount }\n    }\n  }\n": typeof types.EntityPortraitDocument,
    "\n  query EntityAccounts($id: ID!, $outgoing: Boolean!) {\n    expand(id: $id, links: [OWNS], outgoing: $outgoing, first: 50) {\n      total\n      entities { id kind caption risk { grade } neighbourCounts { link outgoing amount } ... on Account { bank opened balance blocked } }\n    }\n  }\n": typeof types.EntityAccountsDocument,
    "\n  query EntityCases($id: ID!) {\n    casesWith(subject: $id, first: 20) { total nodes { id number title status suspected thingsTotal } }\n  }\n": typeof types.EntityCasesDocument,
    "\n  query EntityTimeline($id: ID!, $links: [LinkType!], $first: Int!, $after: String) {\n    timelineOf(entity: $id, links: $links, first: $first, after: $after) {\n      total\n      pageInfo { endCursor hasNextPage }\n      nodes { at label prop link linkId outgoing others count amount other { id kind caption } }\n    }\n  }\n": typeof types.EntityTimelineDocument,
    "\n  query FindingsList($states: [State!], $detectors: [String!], $least: Float!, $first: Int!, $after: String) {\n    findings(states: $states, detectors: $detectors, least: $least, first: $first, after: $after) {\n      total\n      pageInfo { endCursor hasNextPage }\n      nodes { id score state sentence end facts detector { name } subjects { role kind entity { id kind caption } } }\n    }\n  }\n": typeof types.FindingsListDocument,
    "\n  query FindingsWhose($ids: [ID!]!) {\n    findingAssignees(ids: $ids) { finding person }\n  }\n": typeof types.FindingsWhoseDocument,
    "\n  query FindingsAround {\n    findingTallies { name label count }\n    patterns { name label about classes law exonerates }\n  }\n": typeof types.FindingsAroundDocument,
    "\n  query FindingsOne($id: ID!) {\n    finding(id: $id) {\n      id score state sentence start end facts links\n      detector { name label about classes law exonerates }\n      subjects { id role kind entity { id kind caption risk { grade score } } }\n    }\n    findingHistory(id: $id, first: 100) { total nodes { seq act at who verdict person text corrects } }\n    findingAssignees(ids: [$id]) { person }\n    scoreHistory(id: $id) { at score seq }\n  }\n": typeof types.FindingsOneDocument,
    "\n  query FindingsScores($detector: String!) {\n    findings(detectors: [$detector], first: 500) { total nodes { score state } }\n  }\n": typeof types.FindingsScoresDocument,
    "\n  query FindingsAmong($ids: [ID!]!) {\n    among(ids: $ids, summed: false) { links { id type from { id kind caption } to { id kind caption } facts { name type value } } }\n  }\n": typeof types.FindingsAmongDocument,
    "\n  query FindingsCaptions($ids: [ID!]!) { entitiesById(ids: $ids) { id kind caption } }\n": typeof types.FindingsCaptionsDocument,
    "\n  mutation FindingsDecide($ids: [ID!]!, $verdict: Verdict!, $reason: String!) {\n    triageMany(ids: $ids, verdict: $verdict, reason: $reason) { seq }\n  }\n": typeof types.FindingsDecideDocument,
    "\n  mutation FindingsAssign($ids: [ID!]!, $person: String!, $reason: String!) {\n    assignMany(ids: $ids, person: $person, reason: $reason) { seq }\n  }\n": typeof types.FindingsAssignDocument,
    "query FindingsPeople { triagePeople }": typeof types.FindingsPeopleDocument,
    "\n  mutation FindingsComment($id: ID!, $text: String!) {\n    commentFinding(id: $id, text: $text) { seq }\n  }\n": typeof types.FindingsCommentDocument,
    "\n  query FindingsFile($states: [State!], $detectors: [String!], $least: Float!, $after: String) {\n    findings(states: $states, detectors: $detectors, least: $least, first: 500, after: $after) {\n      nodes { id score state sentence start end detector { name label } }\n      pageInfo { endCursor hasNextPage }\n    }\n  }\n": typeof types.FindingsFileDocument,
    "\n  query HomeNews {\n    findings(states: [new, risen, open], first: 120) { total nodes { id score sentence end state detector { name label } } }\n  }\n": typeof types.HomeNewsDocument,
    "\n  query HomeCases {\n    cases(mine: true, open: true, first: 5) { total nodes { id number title suspected status thingsTotal changedAt } }\n  }\n": typeof types.HomeCasesDocument,
    "\n  query HomeImports {\n    imports(first: 50) { total nodes { id file rows rejected finished source } }\n  }\n": typeof types.HomeImportsDocument,
    "\n  query HomeState {\n    state { asOf graphIsBehind problem }\n    counts { kinds { name count } links { name count } }\n  }\n": typeof types.HomeStateDocument,
    "\n  query HomeAlerts($grades: [Grade!], $first: Int) {\n    alerts(grades: $grades, first: $first) {\n      grades { grade count }\n      alerts {\n        total\n        nodes { score grade region suspected new risen findings entity { id kind caption } reasons { finding label sentence } }\n      }\n    }\n  }\n": typeof types.HomeAlertsDocument,
    "\n  query HomeToday {\n    today {\n      at asOf open risen\n      day { since found new decided imports rows rejected complaints complaintsBefore reports reportsBefore }\n      week { since found new decided imports rows rejected complaints complaintsBefore reports reportsBefore }\n    }\n  }\n": typeof types.HomeTodayDocument,
    "\n  query HomeClasses {\n    riskByClass { suspected entities red amber yellow }\n    alerts(first: 1) { grades { grade count } }\n  }\n": typeof types.HomeClassesDocument,
    "\n  query HomeMonths {\n    findingsByMonth { month findings }\n  }\n": typeof types.HomeMonthsDocument,
    "\n  query ImportsList($first: Int) {\n    imports(first: $first) { total nodes { id file sha256 mapping rows rejected ignored counts finished source } }\n  }\n": typeof types.ImportsListDocument,
    "query ImportsState { state { seq asOf graphIsUp graphIsBehind problem } }": typeof types.ImportsStateDocument,
    "query ImportsUploads { uploads(first: 20) { id name size sha256 at } }": typeof types.ImportsUploadsDocument,
    "\n  query ImportsJobs { jobs(first: 30) { nodes { id kind label params who at state done total words started ended exit result why } } }\n": typeof types.ImportsJobsDocument,
    "\n  query ImportsPreview($id: ID!, $part: String) {\n    uploadPreview(id: $id, part: $part) {\n      part { name encoding columns } parts { name } columns { name masked } rows { row cells } more above leftOut { name why }\n    }\n  }\n": typeof types.ImportsPreviewDocument,
    "\n  query ImportsProposal($id: ID!, $part: String, $choices: [ColumnChoice!]) {\n    mappingProposal(upload: $id, part: $part, choices: $choices) {\n      text problem shape needs\n      columns { column role shape alias owner ownerLabel property label optional sure }\n      roles { role alias owner ownerLabel property label }\n      fits { name label reads missing fits }\n    }\n  }\n": typeof types.ImportsProposalDocument,
    "query ImportsMappings { mappings { name label { zh en } text } }": typeof types.ImportsMappingsDocument,
    "\n  query ImportsCheck($id: ID!, $text: String, $name: String) {\n    checkMapping(upload: $id, text: $text, name: $name) {\n      problem mapping tables rows whole rejected ignored cells\n      records { name label new changed merged }\n      sums { owner label fen }\n      reasons { reason words count }\n      rejects { part row column value reason words lost }\n      examples { owner label row values ends }\n      columns { column shape alias owner ownerLabel property label optional sure }\n      leftOut { name why }\n    }\n  }\n": typeof types.ImportsCheckDocument,
    "mutation ImportsKeepMapping($text: String!, $name: String!) { saveMapping(text: $text, name: $name) { id } }": typeof types.ImportsKeepMappingDocument,
    "mutation ImportsStart($kind: String!, $params: JSON) { startJob(kind: $kind, params: $params) { id } }": typeof types.ImportsStartDocument,
    "mutation ImportsDrop($id: ID!) { dropUpload(id: $id) }": typeof types.ImportsDropDocument,
    "\n  query ImportsDiff($id: ID!) {\n    importDiff(id: $id) {\n      inForce withIt\n      import { id file sha256 mapping mappingSha256 rows rejected ignored counts finished source }\n      records { name label new changed merged }\n      reasons { reason words count }\n    }\n  }\n": typeof types.ImportsDiffDocument,
    "\n  query ImportsRejected($id: ID!, $first: Int, $after: String) {\n    rejectedRows(id: $id, first: $first, after: $after) { total pageInfo { hasNextPage endCursor } nodes { part row column value reason words lost } }\n  }\n": typeof types.ImportsRejectedDocument,
    "\n  query MoneyNamed($ids: [ID!]!) { entitiesById(ids: $ids) { id kind caption } }\n": typeof types.MoneyNamedDocument,
    "\n  query MoneyCases { cases(open: true, first: 5) { total nodes { id number title thingsTotal } } }\n": typeof types.MoneyCasesDocument,
    "\n  query MoneyOfCase($id: ID!) {\n    case(id: $id) { id title number things(sort: entity, first: 500) { total nodes { entity { id kind caption } } } }\n  }\n": typeof types.MoneyOfCaseDocument,
    "\n  query MoneyOfFinding($id: ID!) { finding(id: $id) { id sentence detector { label } subjects { role entity { id kind caption } } } }\n": typeof types.MoneyOfFindingDocument,
    "\n  mutation MoneyToCase($id: ID!, $text: String!) { commentCase(id: $id, text: $text) { seq } }\n": typeof types.MoneyToCaseDocument,
    "\n  query MoneyLedger($group: [ID!]!, $again: Boolean!, $offset: Boolean!, $since: Time, $until: Time, $first: Int, $after: String) {\n    ledger(group: $group, countAgain: $again, offsetInterest: $offset, since: $since, until: $until, first: $first, after: $after) {\n      snapshot\n      totals { name amount }\n      parties {\n        total\n        pageInfo { hasNextPage endCursor }\n        nodes { party { id kind caption } participant paidIn otherIn feeIn principal refund interest commission feeOut unexplained reinvested unpaid transfers }\n      }\n    }\n  }\n": typeof types.MoneyLedgerDocument,
    "\n  query MoneyLayers($group: [ID!]!, $hold: Float!, $since: Time, $until: Time) {\n    layers(group: $group, holdDays: $hold, since: $since, until: $until, first: 1) { snapshot totals { layer accounts received passed resting } accounts { total } }\n  }\n": typeof types.MoneyLayersDocument,
    "\n  query MoneyLayer($group: [ID!]!, $hold: Float!, $since: Time, $until: Time, $layer: Int, $first: Int, $after: String) {\n    layers(group: $group, holdDays: $hold, since: $since, until: $until, layer: $layer, first: $first, after: $after) {\n      accounts {\n        total\n        pageInfo { hasNextPage endCursor }\n        nodes { account { id kind caption } owner { id kind caption } layer role confidence received fromBelow passed returned resting heldSeconds }\n      }\n    }\n  }\n": typeof types.MoneyLayerDocument,
    "\n  query MoneyCorePeople($group: [ID!]!, $since: Time, $until: Time, $first: Int, $after: String) {\n    corePeople(group: $group, since: $since, until: $until, first: $first, after: $after) {\n      total\n      pageInfo { hasNextPage endCursor }\n      nodes { person { id kind caption } score role kept paid earned brought shared firms }\n    }\n  }\n": typeof types.MoneyCorePeopleDocument,
    "\n  query MoneyCoreAccounts($group: [ID!]!, $since: Time, $until: Time, $first: Int, $after: String) {\n    coreMembers(group: $group, since: $since, until: $until, first: $first, after: $after) {\n      total\n      pageInfo { hasNextPage endCursor }\n      nodes { account { id kind caption } owner { id kind caption } score handled betweenness core degree cutOff }\n    }\n  }\n": typeof types.MoneyCoreAccountsDocument,
    "\n  query MoneyFlows($ids: [ID!]!) {\n    among(ids: $ids, links: [TRANSFER], summed: true) {\n      total truncated\n      leftOut { words count }\n      links { id fromId toId ... on FlowLink { count sum first last } }\n    }\n  }\n": typeof types.MoneyFlowsDocument,
    "\n  query MoneyOut($id: ID!, $since: Time, $until: Time) {\n    expand(id: $id, links: [TRANSFER], outgoing: true, summed: true, since: $since, until: $until, first: 200) {\n      total\n      links { fromId toId ... on FlowLink { count sum } }\n    }\n  }\n": typeof types.MoneyOutDocument,
    "\n  query MoneyIncoming($id: ID!) {\n    expand(id: $id, links: [TRANSFER], outgoing: false, summed: false, order: AMOUNT, first: 10) {\n      total\n      links { id ... on TransferLink { amount at from { id kind caption } } }\n    }\n  }\n": typeof types.MoneyIncomingDocument,
    "\n  query MoneyRules($account: ID!, $at: Time!, $amount: Fen!, $rules: [Rule!], $back: Boolean!, $first: Int, $after: String) {\n    traceSum(account: $account, at: $at, amount: $amount, rules: $rules, back: $back, first: $first, after: $after) {\n      snapshot leftOut leftOutMost\n      totals { rule amount }\n      held {\n        total\n        pageInfo { hasNextPage endCursor }\n        nodes { account { id kind caption } shares { rule amount } }\n      }\n    }\n  }\n": typeof types.MoneyRulesDocument,
    "\n  query MoneyWhatIf($action: Action!, $group: [ID!]!, $at: Time!, $payees: [ID!], $first: Int, $after: String) {\n    whatIf(action: $action, group: $group, at: $at, payees: $payees, first: $first, after: $after) {\n      snapshot held kept\n      later { days left balance }\n      hits {\n        total\n        pageInfo { hasNextPage endCursor }\n        nodes { account { id kind caption } owner { id kind caption } sameOwner direct onward low high arrears }\n      }\n    }\n  }\n": typeof types.MoneyWhatIfDocument,
    "\n  query ReviewQueue($kind: KindName, $first: Int) {\n    pairsToJudge(kind: $kind, first: $first) { total nodes { left { id kind caption } right { id kind caption } alike differ } }\n    reviewing { waiting today agreement { other pairs agreed kappa } }\n  }\n": typeof types.ReviewQueueDocument,
    "\n  query ReviewPair($left: ID!, $right: ID!) {\n    pairToJudge(left: $left, right: $right) {\n      left { id kind caption rows first files { file rows } }\n      right { id kind caption rows first files { file rows } }\n      properties { property label type left right state }\n      neighbours { link label kind kindLabel left right shared names }\n      moves { links rows findings cases needs refused }\n      verdict { score band agrees reasons { what words gave } judgement { seq answer reason basis at blind } }\n    }\n  }\n": typeof types.ReviewPairDocument,
    "\n  mutation ReviewJudge($left: ID!, $right: ID!, $answer: Answer!, $reason: String!, $basis: String) {\n    judgePair(left: $left, right: $right, answer: $answer, reason: $reason, basis: $basis) { score }\n  }\n": typeof types.ReviewJudgeDocument,
    "\n  query ReviewRecent($who: String, $first: Int) {\n    judgements(who: $who, first: $first) { total nodes { seq left { id kind caption } right { id kind caption } answer at reason score blind force } }\n  }\n": typeof types.ReviewRecentDocument,
    "mutation ReviewBack($seq: Int!, $reason: String!) { takeBack(seq: $seq, reason: $reason) { seq } }": typeof types.ReviewBackDocument,
    "\n  query SearchHits($text: String!, $kinds: [KindName!], $regions: [String!], $first: Int!, $after: String) {\n    search(text: $text, kinds: $kinds, regions: $regions, first: $first, after: $after) {\n      cut\n      kinds { value count }\n      regions { value count }\n      hits {\n        total totalIsExact\n        pageInfo { endCursor hasNextPage }\n        nodes { score reason region entity { id kind caption sources risk { grade score } } }\n      }\n    }\n  }\n": typeof types.SearchHitsDocument,
    "\n  query StatisticsCounts { counts { kinds { name label count } links { name label count } } state { asOf } }\n": typeof types.StatisticsCountsDocument,
    "query StatisticsTallies { findingTallies { name label count } patterns { name } }": typeof types.StatisticsTalliesDocument,
    "\n  query StatisticsRegions($kind: KindName!) { riskByRegion(kind: $kind) { region code province entities red amber yellow } }\n": typeof types.StatisticsRegionsDocument,
    "\n  query StatisticsClasses($kind: KindName!) { riskByClass(kind: $kind) { suspected entities red amber yellow } }\n": typeof types.StatisticsClassesDocument,
    "query StatisticsMonths { findingsByMonth { month findings classes score } }": typeof types.StatisticsMonthsDocument,
    "\n  query StatisticsTransfers { histogramByTime(link: TRANSFER, step: month) { without bins { low count amount } } }\n": typeof types.StatisticsTransfersDocument,
    "\n  query StatisticsAlerts($kind: KindName!, $regions: [String!]!, $first: Int) {\n    alerts(kind: $kind, grades: [RED, AMBER, YELLOW], regions: $regions, first: $first) {\n      alerts { total nodes { entity { id kind caption } score grade } }\n    }\n  }\n": typeof types.StatisticsAlertsDocument,
};
const documents: Documents = {
    "\n  query Ontology {\n    ontology {\n      kinds { name caption label { zh en } properties { name type masked label { zh en } } }\n      links {\n        name from to many sum label { zh en } properties { name type masked label { zh en } }\n        meaning { zh en } weight { zh en } weakens { zh en }\n      }\n    }\n  }\n": types.OntologyDocument,
    "\n  query ExpandCounts($id: ID!) {\n    neighbourCounts(id: $id) { link outgoing kind links others amount }\n  }\n": types.ExpandCountsDocument,
    "\n  query ExpandPreview($id: ID!, $links: [LinkType!], $outgoing: Boolean, $kinds: [KindName!], $since: Time, $until: Time, $least: Fen, $most: Fen) {\n    expand(id: $id, links: $links, outgoing: $outgoing, kinds: $kinds, since: $since, until: $until, least: $least, most: $most, first: 1) { total }\n  }\n": types.ExpandPreviewDocument,
    "\n  query InspectorSayings($id: ID!, $prop: String!) {\n    why(id: $id, prop: $prop, first: 100) { nodes { file row values } }\n  }\n": types.InspectorSayingsDocument,
    "\n  mutation InspectorWrite($subject: ID!, $text: String!, $case: ID) {\n    annotate(subject: $subject, text: $text, case: $case) { seq }\n  }\n": types.InspectorWriteDocument,
    "\n  mutation InspectorRemove($seq: Int!, $reason: String!) {\n    removeAnnotation(seq: $seq, reason: $reason) { seq }\n  }\n": types.InspectorRemoveDocument,
    "\n  query InspectorWithout($finding: ID!, $from: ID!, $to: ID!, $type: LinkType!) {\n    scoreWithout(finding: $finding, fromId: $from, toId: $to, link: $type) { score taken left gone whyNot }\n  }\n": types.InspectorWithoutDocument,
    "\n  query InspectorEntity($id: ID!) {\n    entity(id: $id) {\n      id kind caption sources conflicts\n      risk { score grade findings }\n      facts { name type value masked }\n      neighbourCounts { link outgoing kind links others amount }\n    }\n    owned: expand(id: $id, links: [OWNS], outgoing: false, first: 2) { entities { id kind caption } }\n  }\n": types.InspectorEntityDocument,
    "\n  query InspectorEnds($from: ID!, $to: ID!) {\n    from: entity(id: $from) { id kind caption risk { score grade } }\n    to: entity(id: $to) { id kind caption risk { score grade } }\n    fromOwned: expand(id: $from, links: [OWNS], outgoing: false, first: 2) { entities { id caption } }\n    toOwned: expand(id: $to, links: [OWNS], outgoing: false, first: 2) { entities { id caption } }\n  }\n": types.InspectorEndsDocument,
    "\n  query InspectorLinks($from: ID!, $to: ID!, $type: LinkType!, $first: Int!, $after: String) {\n    linksBetween(fromId: $from, toId: $to, links: [$type], first: $first, after: $after) {\n      amount\n      leftOut { words count }\n      links { total pageInfo { endCursor hasNextPage } nodes { id type sources conflicts facts { name type value masked } } }\n    }\n  }\n": types.InspectorLinksDocument,
    "\n  query InspectorFindings($id: ID!, $first: Int!) {\n    findings(entity: $id, first: $first) {\n      total\n      nodes {\n        id state score sentence start end links\n        detector { name label law exonerates }\n        subjects { id role entity { id kind caption } }\n      }\n    }\n  }\n": types.InspectorFindingsDocument,
    "\n  query InspectorRows($id: ID!) {\n    why(id: $id, first: 1) { total }\n  }\n": types.InspectorRowsDocument,
    "\n  query InspectorNotes($subjects: [ID!]!, $case: ID) {\n    annotations(subjects: $subjects, case: $case, first: 100) { total nodes { seq who at text } }\n  }\n": types.InspectorNotesDocument,
    "\n  query InspectorCases($id: ID!) {\n    casesWith(subject: $id, first: 20) { total nodes { id number title status role } }\n  }\n": types.InspectorCasesDocument,
    "\n  query IntoCaseOpen {\n    cases(open: true, first: 100) { total nodes { id number title role } }\n    caseClasses\n  }\n": types.IntoCaseOpenDocument,
    "\n  mutation IntoCaseMake($title: String!, $cause: String!, $suspected: String!) {\n    openCase(title: $title, cause: $cause, suspected: $suspected) { id title }\n  }\n": types.IntoCaseMakeDocument,
    "\n  mutation IntoCasePut($id: ID!, $things: [ID!]!, $reason: String!) {\n    addToCase(id: $id, things: $things, reason: $reason) { changed unchanged case { id title } }\n  }\n": types.IntoCasePutDocument,
    "\n  fragment WayShown on Way {\n    entities { id kind caption risk { grade } }\n    steps {\n      total truncated\n      links { id type fromId ... on FlowLink { count sum first last } }\n    }\n  }\n": types.WayShownFragmentDoc,
    "\n  query PathsBetween($from: ID!, $to: ID!, $hops: Int!, $all: Boolean!, $links: [LinkType!], $first: Int!) {\n    paths(fromId: $from, toId: $to, hops: $hops, all: $all, links: $links, first: $first) { truncated leftOut { words count } ways { ...WayShown } }\n  }\n": types.PathsBetweenDocument,
    "\n  query PathsMoney($from: ID!, $to: ID!, $at: Time!, $hold: Float, $hops: Int!, $least: Fen!) {\n    moneyPath(fromId: $from, toId: $to, at: $at, holdDays: $hold, hops: $hops, least: $least) {\n      hops at\n      way { id at amount from { id kind caption risk { grade } } to { id kind caption risk { grade } } }\n    }\n  }\n": types.PathsMoneyDocument,
    "\n  query PatternSearch($steps: [PatternStepInput!]!, $first: Int!) {\n    patternSearch(steps: $steps, first: $first) {\n      total truncated matched\n      leftOut { words count }\n      cypher { text values }\n      ways { ...WayShown }\n    }\n  }\n": types.PatternSearchDocument,
    "\n  query QueryCypher($name: String!) {\n    cypherOf(name: $name) { name about text params returns }\n  }\n": types.QueryCypherDocument,
    "\n  query Suggest($text: String!) {\n    search(text: $text, first: 8) {\n      hits { total nodes { reason region entity { id kind caption risk { grade } } } }\n    }\n  }\n": types.SuggestDocument,
    "\n  mutation Unmask($id: ID!, $reason: String!, $props: [String!]) {\n    unmask(id: $id, reason: $reason, props: $props) { values seconds }\n  }\n": types.UnmaskDocument,
    "\n  query Why($id: ID!, $prop: String, $first: Int) {\n    why(id: $id, prop: $prop, first: $first) {\n      total truncated\n      nodes { id owner importId file sha256 sheet row mapping loadedAt values }\n    }\n  }\n": types.WhyDocument,
    "query JobNow($id: ID!) { job(id: $id) { id kind label params who at state done total words started ended exit result why } }": types.JobNowDocument,
    "mutation JobStop($id: ID!) { cancelJob(id: $id) { id state } }": types.JobStopDocument,
    "query NoticesJobs { jobs(first: 20) { nodes { id who state ended } } }": types.NoticesJobsDocument,
    "query NoticesFinding($id: ID!) { finding(id: $id) { id score sentence detector { label } } }": types.NoticesFindingDocument,
    "query NoticesJob($id: ID!) { job(id: $id) { id kind label state why } }": types.NoticesJobDocument,
    "subscription NoticesFindings { newFindings { id } }": types.NoticesFindingsDocument,
    "query AdminUsers { users { name roles regions active } }": types.AdminUsersDocument,
    "\n  mutation AdminAddUser($name: String!, $password: String!, $roles: [String!]!, $regions: [String!]) { addUser(name: $name, password: $password, roles: $roles, regions: $regions) { name } }\n": types.AdminAddUserDocument,
    "mutation AdminSetUser($name: String!, $roles: [String!], $regions: [String!]) { setUser(name: $name, roles: $roles, regions: $regions) { name } }": types.AdminSetUserDocument,
    "mutation AdminLock($name: String!) { lockUser(name: $name) { name active } }": types.AdminLockDocument,
    "mutation AdminUnlock($name: String!) { unlockUser(name: $name) { name active } }": types.AdminUnlockDocument,
    "query AdminTokens { tokens { id label scopes expires } }": types.AdminTokensDocument,
    "mutation AdminMakeToken($label: String!, $scopes: [String!]!, $days: Int!) { createToken(label: $label, scopes: $scopes, days: $days) { id secret } }": types.AdminMakeTokenDocument,
    "mutation AdminDropToken($id: ID!) { revokeToken(id: $id) }": types.AdminDropTokenDocument,
    "\n  query AdminJobs($first: Int, $after: String) {\n    jobs(first: $first, after: $after) { total pageInfo { hasNextPage endCursor } nodes { id kind label params who at state done total words started ended exit result why } }\n  }\n": types.AdminJobsDocument,
    "query AdminJobLog($id: ID!) { jobLog(id: $id) }": types.AdminJobLogDocument,
    "query AdminJobKinds { jobKinds { name label params { name label type required choices } } }": types.AdminJobKindsDocument,
    "mutation AdminStart($kind: String!, $params: JSON) { startJob(kind: $kind, params: $params) { id } }": types.AdminStartDocument,
    "query AdminUploads { uploads(first: 50) { id name } }": types.AdminUploadsDocument,
    "query AdminImports { imports(first: 100) { nodes { id file } } }": types.AdminImportsDocument,
    "query AdminPatterns { patterns { name label } }": types.AdminPatternsDocument,
    "\n  query AdminAudit($who: String, $action: String, $first: Int, $after: String) {\n    audit(who: $who, action: $action, first: $first, after: $after) { total pageInfo { hasNextPage endCursor } nodes { seq at who action subject detail hash } }\n  }\n": types.AdminAuditDocument,
    "query AdminVerify { verifyAudit { whole entries anchors broken why anchoredAt anchoredSeq } }": types.AdminVerifyDocument,
    "\n  query AdminOntology {\n    ontology {\n      kinds { name caption label { zh en } properties { name type masked fullFor label { zh en } } }\n      links { name from to many sum label { zh en } properties { name type masked fullFor label { zh en } } meaning { zh en } weight { zh en } weakens { zh en } }\n    }\n  }\n": types.AdminOntologyDocument,
    "query AdminCounts { counts { kinds { name count } links { name count } } }": types.AdminCountsDocument,
    "query AdminState { state { seq asOf graphIsUp graphIsBehind problem } imports(first: 1) { total nodes { id file finished } } }": types.AdminStateDocument,
    "\n  fragment BoardThing on Entity {\n    id kind caption risk { grade }\n    ... on Enterprise { region }\n    ... on Person { region }\n    ... on Advert { region }\n    ... on Complaint { region }\n    ... on Address { region }\n  }\n": types.BoardThingFragmentDoc,
    "\n  fragment BoardLine on Relation {\n    id type fromId toId\n    ... on FlowLink { count sum first last }\n    ... on WithdrawLink { amount at }\n    ... on DepositsLink { amount at }\n    ... on RepaysLink { amount at }\n    ... on BidsLink { amount at }\n  }\n": types.BoardLineFragmentDoc,
    "\n  query BoardSeeds($ids: [ID!]!) { entitiesById(ids: $ids) { ...BoardThing } }\n": types.BoardSeedsDocument,
    "\n  query BoardLayers($group: [ID!]!, $layer: Int, $first: Int) {\n    layers(group: $group, layer: $layer, first: $first) {\n      totals { layer accounts received passed }\n      accounts { total nodes { layer role account { ...BoardThing } owner { ...BoardThing } } }\n    }\n  }\n": types.BoardLayersDocument,
    "\n  query BoardAmong($ids: [ID!]!) {\n    among(ids: $ids) { total truncated entities { ...BoardThing } links { ...BoardLine } }\n  }\n": types.BoardAmongDocument,
    "\n  query BoardExpand($id: ID!, $links: [LinkType!], $outgoing: Boolean, $kinds: [KindName!], $since: Time, $until: Time, $least: Fen, $most: Fen, $order: Order!, $first: Int) {\n    expand(id: $id, links: $links, outgoing: $outgoing, kinds: $kinds, since: $since, until: $until, least: $least, most: $most, order: $order, first: $first) {\n      total truncated leftOut { words count } entity { ...BoardThing } entities { ...BoardThing } links { ...BoardLine }\n    }\n  }\n": types.BoardExpandDocument,
    "\n  query BoardCounts($ids: [ID!]!) { entitiesById(ids: $ids) { id neighbourCounts { others } } }\n": types.BoardCountsDocument,
    "\n  query BoardFinding($id: ID!) {\n    finding(id: $id) { id sentence detector { label } subjects { id role entity { ...BoardThing } } }\n  }\n": types.BoardFindingDocument,
    "\n  query BoardCase($id: ID!) {\n    case(id: $id) {\n      number title\n      things(first: 100) { total nodes { id sort entity { ...BoardThing } finding { subjects { id entity { ...BoardThing } } } } }\n    }\n  }\n": types.BoardCaseDocument,
    "\n  query BoardView($id: ID!) { view(id: $id) { id line version title case who at body sharedWith } }\n": types.BoardViewDocument,
    "\n  query BoardViews($case: ID) { views(case: $case, own: false, first: 50) { total nodes { id line version title case who at } } }\n": types.BoardViewsDocument,
    "\n  mutation BoardSaveView($title: String!, $body: JSON!, $case: ID, $parent: ID) { saveView(title: $title, body: $body, case: $case, parent: $parent) { id line version title case } }\n": types.BoardSaveViewDocument,
    "\n  mutation BoardShareView($id: ID!, $person: String!) { shareView(id: $id, person: $person) { id sharedWith } }\n": types.BoardShareViewDocument,
    "\n  query BoardCases { cases(open: true, first: 50) { nodes { id number title } } }\n": types.BoardCasesDocument,
    "\n  mutation BoardAddToCase($id: ID!, $things: [ID!]!, $reason: String!) { addToCase(id: $id, things: $things, reason: $reason) { changed unchanged case { id } } }\n": types.BoardAddToCaseDocument,
    "\n  query BoardCommon($ids: [ID!]!) { commonNeighbours(ids: $ids, first: 100) { total nodes { ...BoardThing } } }\n": types.BoardCommonDocument,
    "\n  query BoardFlows($ids: [ID!]!, $step: CalendarStep!) { histogramAmong(ids: $ids, step: $step) { bins { low high count amount } } }\n": types.BoardFlowsDocument,
    "\n  query BoardWhenceFinding($id: ID!) {\n    finding(id: $id) { id score sentence detector { label about } subjects { id role entity { id } } }\n  }\n": types.BoardWhenceFindingDocument,
    "\n  query BoardWhenceLayer($group: [ID!]!, $accounts: [ID!]) {\n    layers(group: $group, accounts: $accounts, first: 1) {\n      snapshot accounts { nodes { layer role why confidence received fromBelow passed returned resting } }\n    }\n  }\n": types.BoardWhenceLayerDocument,
    "\n  query BoardWhenceCase($id: ID!) {\n    case(id: $id) {\n      things(first: 200) { total nodes { id sort why who at entity { id } finding { detector { label } subjects { id entity { id } } } } }\n    }\n  }\n": types.BoardWhenceCaseDocument,
    "\n  query CaseLinkRow($id: ID!) { why(id: $id, first: 1) { nodes { owner values } } }\n": types.CaseLinkRowDocument,
    "\n  query CaseLinkEnds($ids: [ID!]!) { entitiesById(ids: $ids) { id kind caption } }\n": types.CaseLinkEndsDocument,
    "\n  query CaseFreezes($id: ID!) { case(id: $id) { id freezes { id version at who why content sha256 entities links findings records lacking } } }\n": types.CaseFreezesDocument,
    "\n  query CaseDifference($id: ID!, $version: Int, $what: CaseDifferenceSort, $first: Int!) {\n    case(id: $id) {\n      id\n      difference(version: $version) {\n        version same thingsAdded thingsGone importsAdded importsGone judged added gone changed\n        lines(what: $what, first: $first) {\n          total\n          nodes { what id table label prop then now rows entity { id kind caption } finding { id sentence detector { label } } }\n        }\n      }\n    }\n  }\n": types.CaseDifferenceDocument,
    "mutation CaseStart($kind: String!, $params: JSON) { startJob(kind: $kind, params: $params) { id } }": types.CaseStartDocument,
    "\n  query CasesList($mine: Boolean!, $open: Boolean, $text: String!, $first: Int, $after: String) {\n    cases(mine: $mine, open: $open, text: $text, first: $first, after: $after) {\n      total\n      pageInfo { hasNextPage endCursor }\n      nodes { id number title cause suspected region status outcome assignee role openedAt changedAt thingsTotal }\n    }\n  }\n": types.CasesListDocument,
    "query CasesClasses { caseClasses }": types.CasesClassesDocument,
    "\n  mutation CasesOpen($title: String!, $cause: String!, $suspected: String!, $region: String!, $agency: String!, $docket: String!) {\n    openCase(title: $title, cause: $cause, suspected: $suspected, region: $region, agency: $agency, docket: $docket) { id }\n  }\n": types.CasesOpenDocument,
    "\n  mutation CaseAmend($id: ID!, $reason: String!, $title: String!, $cause: String!, $suspected: String!, $region: String!, $agency: String!, $docket: String!) {\n    amendCase(id: $id, reason: $reason, title: $title, cause: $cause, suspected: $suspected, region: $region, agency: $agency, docket: $docket) { id }\n  }\n": types.CaseAmendDocument,
    "\n  query CaseFile($id: ID!) {\n    case(id: $id) {\n      id number title cause suspected region agency docket status outcome assignee role openedBy openedAt changedAt thingsTotal\n      members { who role since by }\n      views(first: 50) { total nodes { id line version title who at } }\n      steps(first: 200) { total nodes { seq at who act subject word text entities links findings facts { name was now } } }\n      notes: timeline(acts: [comment], first: 300) { total nodes { seq at who text corrects } }\n    }\n  }\n": types.CaseFileDocument,
    "\n  query CaseThings($id: ID!, $sort: ThingSort!, $first: Int, $after: String) {\n    case(id: $id) {\n      things(sort: $sort, first: $first, after: $after) {\n        total\n        pageInfo { hasNextPage endCursor }\n        nodes {\n          id sort why who at\n          entity { id kind caption risk { grade score } }\n          finding { id sentence state score detector { label } }\n        }\n      }\n    }\n  }\n": types.CaseThingsDocument,
    "\n  query CaseAnnotations($subjects: [ID!]!, $case: ID!) {\n    annotations(subjects: $subjects, case: $case, first: 100) { total nodes { seq subject case who at text } }\n  }\n": types.CaseAnnotationsDocument,
    "\n  mutation CaseAdd($id: ID!, $things: [ID!]!, $reason: String!) { addToCase(id: $id, things: $things, reason: $reason) { changed unchanged } }\n": types.CaseAddDocument,
    "\n  mutation CaseRemove($id: ID!, $things: [ID!]!, $reason: String!) { removeFromCase(id: $id, things: $things, reason: $reason) { changed } }\n": types.CaseRemoveDocument,
    "\n  mutation CaseJoin($id: ID!, $person: String!, $role: CaseRole!) { addCaseMember(id: $id, person: $person, role: $role) { id } }\n": types.CaseJoinDocument,
    "\n  mutation CaseLeave($id: ID!, $person: String!, $reason: String!) { removeCaseMember(id: $id, person: $person, reason: $reason) }\n": types.CaseLeaveDocument,
    "\n  mutation CaseAssign($id: ID!, $person: String!, $reason: String!) { assignCase(id: $id, person: $person, reason: $reason) { id } }\n": types.CaseAssignDocument,
    "\n  mutation CaseComment($id: ID!, $text: String!, $corrects: Int) { commentCase(id: $id, text: $text, corrects: $corrects) { seq } }\n": types.CaseCommentDocument,
    "\n  mutation CaseClose($id: ID!, $outcome: CaseOutcome!, $reason: String!) { closeCase(id: $id, outcome: $outcome, reason: $reason) { id } }\n": types.CaseCloseDocument,
    "\n  mutation CaseReopen($id: ID!, $reason: String!) { reopenCase(id: $id, reason: $reason) { id } }\n": types.CaseReopenDocument,
    "\n  query CaseConflicts($id: ID!, $other: ID!) { caseConflicts(id: $id, other: $other) { what subject here there } }\n": types.CaseConflictsDocument,
    "\n  mutation CaseJoinOther($id: ID!, $other: ID!, $reason: String!) { joinCase(id: $id, other: $other, reason: $reason) { things conflicts { what } } }\n": types.CaseJoinOtherDocument,
    "\n  mutation CaseAnnotate($subject: ID!, $text: String!, $case: ID!) { annotate(subject: $subject, text: $text, case: $case) { seq } }\n": types.CaseAnnotateDocument,
    "\n  mutation CaseUnannotate($seq: Int!, $reason: String!) { removeAnnotation(seq: $seq, reason: $reason) { seq } }\n": types.CaseUnannotateDocument,
    "\n  query CaseThingsFile($id: ID!, $after: String) {\n    case(id: $id) {\n      things(first: 200, after: $after) {\n        pageInfo { hasNextPage endCursor }\n        nodes { id sort entity { id kind caption } finding { id sentence state score } why who at }\n      }\n    }\n  }\n": types.CaseThingsFileDocument,
    "\n  query CaseTimelineFile($id: ID!, $acts: [CaseAct!], $after: String) {\n    case(id: $id) {\n      timeline(acts: $acts, first: 500, after: $after) {\n        pageInfo { hasNextPage endCursor }\n        nodes { seq at who act label subject word text corrects was now }\n      }\n    }\n  }\n": types.CaseTimelineFileDocument,
    "\n  query CaseExports($id: ID!, $first: Int!) {\n    caseExportFormats { name label about }\n    case(id: $id) {\n      id\n      redactions { seq at who sort roles subject prop label why }\n      exports(first: $first) {\n        total\n        nodes { id at who version scope redactions open why files { format label file bytes sha256 sm3 path } }\n      }\n    }\n  }\n": types.CaseExportsDocument,
    "query CaseHides($id: ID!) { case(id: $id) { id hiding { rule label subject prop why values ids cells texts } } }": types.CaseHidesDocument,
    "\n  mutation CaseRedactRule($id: ID!, $sort: RedactionSort!, $roles: [RedactionRole!], $reason: String!) { redactByRule(id: $id, sort: $sort, roles: $roles, reason: $reason) { seq } }\n": types.CaseRedactRuleDocument,
    "\n  mutation CaseRedactText($id: ID!, $text: String!, $reason: String!) { redactByHand(id: $id, text: $text, reason: $reason) { seq } }\n": types.CaseRedactTextDocument,
    "mutation CaseRedactUndo($id: ID!, $seq: Int!, $reason: String!) { undoRedaction(id: $id, seq: $seq, reason: $reason) { seq } }": types.CaseRedactUndoDocument,
    "\n  query CaseHandovers($id: ID!) {\n    handoverReceivers { name label days working basis }\n    case(id: $id) {\n      id\n      handovers { id kind label agency who at due state overdue sha256 gaps note reason changedAt receipt { person at number sha256 same } }\n    }\n  }\n": types.CaseHandoversDocument,
    "\n  query CaseChecklist($id: ID!, $kind: String!) {\n    case(id: $id) {\n      id\n      handoverChecklist(kind: $kind) { due receiver { name label days working basis papers } needs { sort name label gap } }\n      exports(first: 50) { nodes { id at version files { format label file sha256 } } }\n    }\n  }\n": types.CaseChecklistDocument,
    "\n  mutation CaseHandOver($id: ID!, $kind: String!, $agency: String!, $sha256: String!, $reason: String!) {\n    handOverCase(id: $id, kind: $kind, agency: $agency, sha256: $sha256, reason: $reason) { id }\n  }\n": types.CaseHandOverDocument,
    "\n  mutation CaseReceipt($id: ID!, $person: String!, $at: Time!, $number: String!, $sha256: String!) {\n    receiveHandover(id: $id, person: $person, at: $at, number: $number, sha256: $sha256) { id }\n  }\n": types.CaseReceiptDocument,
    "mutation CaseHandoverReturn($id: ID!, $reason: String!) { returnHandover(id: $id, reason: $reason) { id } }": types.CaseHandoverReturnDocument,
    "mutation CaseHandoverWithdraw($id: ID!, $reason: String!) { withdrawHandover(id: $id, reason: $reason) { id } }": types.CaseHandoverWithdrawDocument,
    "\n  query CaseFigures($id: ID!, $reinvested: String!, $interest: String!, $commission: String!, $fees: String!, $first: Int!) {\n    case(id: $id) {\n      id\n      figures(reinvested: $reinvested, interest: $interest, commission: $commission, fees: $fees) {\n        version frozenAt\n        counting { name label chosen options { name label law } }\n        variants { chosen reinvested interest commission fees absorbed unpaid owed }\n        totals { participants transfers paidIn feeIn otherIn principal refund interest commission feeOut unexplained reinvested absorbed unpaid }\n        sheetTotals { sheets residues fees residue }\n        layers { layer accounts received fromBelow passed returned resting }\n        ledger(first: $first) {\n          total\n          nodes { id paidIn feeIn principal refund interest commission unexplained reinvested absorbed unpaid transfers entity { id kind caption } }\n        }\n        sheets(first: $first) { total nodes { account period opening cameIn paidOut fees residue closing seen assumed entity { id kind caption } } }\n        core(first: 50) { total nodes { account owner role score betweenness degree cutOff handled entity { id kind caption } ownerEntity { id kind caption } } }\n      }\n    }\n  }\n": types.CaseFiguresDocument,
    "\n  query CaseMatrix($id: ID!) {\n    case(id: $id) {\n      id\n      freezes { version }\n      elements { element label law askFor askAgainst }\n      evidence { seq element side text subject said who at entity { id kind caption } finding { id sentence detector { label } } }\n      evidenceProposed { key element side text said subject prop rule entity { id kind caption } finding { id sentence detector { label } } }\n      evidenceDismissed { seq element side text subject who at proposal entity { id kind caption } finding { id sentence detector { label } } }\n    }\n  }\n": types.CaseMatrixDocument,
    "\n  mutation CaseEvidenceAdd($id: ID!, $given: EvidenceGiven!) { addEvidence(id: $id, given: $given) { seq } }\n": types.CaseEvidenceAddDocument,
    "\n  mutation CaseEvidenceDismiss($id: ID!, $given: EvidenceGiven!, $reason: String!) { dismissEvidence(id: $id, given: $given, reason: $reason) { seq } }\n": types.CaseEvidenceDismissDocument,
    "\n  mutation CaseEvidenceRemove($id: ID!, $seq: Int!, $reason: String!) { removeEvidence(id: $id, seq: $seq, reason: $reason) { seq } }\n": types.CaseEvidenceRemoveDocument,
    "\n  query CaseRules($id: ID!) {\n    caseRuleKinds { name label about }\n    case(id: $id) { id rules { seq name label params found added snapshot who at why } }\n  }\n": types.CaseRulesDocument,
    "\n  mutation CaseRuleApply($id: ID!, $name: String!, $params: JSON!, $reason: String!) { applyCaseRule(id: $id, name: $name, params: $params, reason: $reason) { seq found added } }\n": types.CaseRuleApplyDocument,
    "\n  query CaseTasks($id: ID!) {\n    case(id: $id) { id tasks { id title person due by at state overdue steps { at who act label person due text } } }\n  }\n": types.CaseTasksDocument,
    "\n  mutation CaseTaskSet($id: ID!, $title: String!, $person: String!, $due: Time!) { setCaseTask(id: $id, title: $title, person: $person, due: $due) { id } }\n": types.CaseTaskSetDocument,
    "\n  mutation CaseTaskAssign($id: ID!, $person: String!, $reason: String!) { assignCaseTask(id: $id, person: $person, reason: $reason) { id } }\n": types.CaseTaskAssignDocument,
    "\n  mutation CaseTaskExtend($id: ID!, $due: Time!, $reason: String!) { extendCaseTask(id: $id, due: $due, reason: $reason) { id } }\n": types.CaseTaskExtendDocument,
    "mutation CaseTaskFinish($id: ID!, $reason: String!) { finishCaseTask(id: $id, reason: $reason) { id } }": types.CaseTaskFinishDocument,
    "mutation CaseTaskDrop($id: ID!, $reason: String!) { dropCaseTask(id: $id, reason: $reason) { id } }": types.CaseTaskDropDocument,
    "\n  mutation CaseTaskReopen($id: ID!, $reason: String!, $due: Time) { reopenCaseTask(id: $id, reason: $reason, due: $due) { id } }\n": types.CaseTaskReopenDocument,
    "\n  query EntityPortrait($id: ID!) {\n    entity(id: $id) {\n      id kind caption sources conflicts\n      risk { score grade findings }\n      facts { name type value masked }\n      neighbourCounts { link outgoing kind links others amount }\n    }\n  }\n": types.EntityPortraitDocument,
    "\n  query EntityAccounts($id: ID!, $outgoing: Boolean!) {\n    expand(id: $id, links: [OWNS], outgoing: $outgoing, first: 50) {\n      total\n      entities { id kind caption risk { grade } neighbourCounts { link outgoing amount } ... on Account { bank opened balance blocked } }\n    }\n  }\n": types.EntityAccountsDocument,
    "\n  query EntityCases($id: ID!) {\n    casesWith(subject: $id, first: 20) { total nodes { id number title status suspected thingsTotal } }\n  }\n": types.EntityCasesDocument,
    "\n  query EntityTimeline($id: ID!, $links: [LinkType!], $first: Int!, $after: String) {\n    timelineOf(entity: $id, links: $links, first: $first, after: $after) {\n      total\n      pageInfo { endCursor hasNextPage }\n      nodes { at label prop link linkId outgoing others count amount other { id kind caption } }\n    }\n  }\n": types.EntityTimelineDocument,
    "\n  query FindingsList($states: [State!], $detectors: [String!], $least: Float!, $first: Int!, $after: String) {\n    findings(states: $states, detectors: $detectors, least: $least, first: $first, after: $after) {\n      total\n      pageInfo { endCursor hasNextPage }\n      nodes { id score state sentence end facts detector { name } subjects { role kind entity { id kind caption } } }\n    }\n  }\n": types.FindingsListDocument,
    "\n  query FindingsWhose($ids: [ID!]!) {\n    findingAssignees(ids: $ids) { finding person }\n  }\n": types.FindingsWhoseDocument,
    "\n  query FindingsAround {\n    findingTallies { name label count }\n    patterns { name label about classes law exonerates }\n  }\n": types.FindingsAroundDocument,
    "\n  query FindingsOne($id: ID!) {\n    finding(id: $id) {\n      id score state sentence start end facts links\n      detector { name label about classes law exonerates }\n      subjects { id role kind entity { id kind caption risk { grade score } } }\n    }\n    findingHistory(id: $id, first: 100) { total nodes { seq act at who verdict person text corrects } }\n    findingAssignees(ids: [$id]) { person }\n    scoreHistory(id: $id) { at score seq }\n  }\n": types.FindingsOneDocument,
    "\n  query FindingsScores($detector: String!) {\n    findings(detectors: [$detector], first: 500) { total nodes { score state } }\n  }\n": types.FindingsScoresDocument,
    "\n  query FindingsAmong($ids: [ID!]!) {\n    among(ids: $ids, summed: false) { links { id type from { id kind caption } to { id kind caption } facts { name type value } } }\n  }\n": types.FindingsAmongDocument,
    "\n  query FindingsCaptions($ids: [ID!]!) { entitiesById(ids: $ids) { id kind caption } }\n": types.FindingsCaptionsDocument,
    "\n  mutation FindingsDecide($ids: [ID!]!, $verdict: Verdict!, $reason: String!) {\n    triageMany(ids: $ids, verdict: $verdict, reason: $reason) { seq }\n  }\n": types.FindingsDecideDocument,
    "\n  mutation FindingsAssign($ids: [ID!]!, $person: String!, $reason: String!) {\n    assignMany(ids: $ids, person: $person, reason: $reason) { seq }\n  }\n": types.FindingsAssignDocument,
    "query FindingsPeople { triagePeople }": types.FindingsPeopleDocument,
    "\n  mutation FindingsComment($id: ID!, $text: String!) {\n    commentFinding(id: $id, text: $text) { seq }\n  }\n": types.FindingsCommentDocument,
    "\n  query FindingsFile($states: [State!], $detectors: [String!], $least: Float!, $after: String) {\n    findings(states: $states, detectors: $detectors, least: $least, first: 500, after: $after) {\n      nodes { id score state sentence start end detector { name label } }\n      pageInfo { endCursor hasNextPage }\n    }\n  }\n": types.FindingsFileDocument,
    "\n  query HomeNews {\n    findings(states: [new, risen, open], first: 120) { total nodes { id score sentence end state detector { name label } } }\n  }\n": types.HomeNewsDocument,
    "\n  query HomeCases {\n    cases(mine: true, open: true, first: 5) { total nodes { id number title suspected status thingsTotal changedAt } }\n  }\n": types.HomeCasesDocument,
    "\n  query HomeImports {\n    imports(first: 50) { total nodes { id file rows rejected finished source } }\n  }\n": types.HomeImportsDocument,
    "\n  query HomeState {\n    state { asOf graphIsBehind problem }\n    counts { kinds { name count } links { name count } }\n  }\n": types.HomeStateDocument,
    "\n  query HomeAlerts($grades: [Grade!], $first: Int) {\n    alerts(grades: $grades, first: $first) {\n      grades { grade count }\n      alerts {\n        total\n        nodes { score grade region suspected new risen findings entity { id kind caption } reasons { finding label sentence } }\n      }\n    }\n  }\n": types.HomeAlertsDocument,
    "\n  query HomeToday {\n    today {\n      at asOf open risen\n      day { since found new decided imports rows rejected complaints complaintsBefore reports reportsBefore }\n      week { since found new decided imports rows rejected complaints complaintsBefore reports reportsBefore }\n    }\n  }\n": types.HomeTodayDocument,
    "\n  query HomeClasses {\n    riskByClass { suspected entities red amber yellow }\n    alerts(first: 1) { grades { grade count } }\n  }\n": types.HomeClassesDocument,
    "\n  query HomeMonths {\n    findingsByMonth { month findings }\n  }\n": types.HomeMonthsDocument,
    "\n  query ImportsList($first: Int) {\n    imports(first: $first) { total nodes { id file sha256 mapping rows rejected ignored counts finished source } }\n  }\n": types.ImportsListDocument,
    "query ImportsState { state { seq asOf graphIsUp graphIsBehind problem } }": types.ImportsStateDocument,
    "query ImportsUploads { uploads(first: 20) { id name size sha256 at } }": types.ImportsUploadsDocument,
    "\n  query ImportsJobs { jobs(first: 30) { nodes { id kind label params who at state done total words started ended exit result why } } }\n": types.ImportsJobsDocument,
    "\n  query ImportsPreview($id: ID!, $part: String) {\n    uploadPreview(id: $id, part: $part) {\n      part { name encoding columns } parts { name } columns { name masked } rows { row cells } more above leftOut { name why }\n    }\n  }\n": types.ImportsPreviewDocument,
    "\n  query ImportsProposal($id: ID!, $part: String, $choices: [ColumnChoice!]) {\n    mappingProposal(upload: $id, part: $part, choices: $choices) {\n      text problem shape needs\n      columns { column role shape alias owner ownerLabel property label optional sure }\n      roles { role alias owner ownerLabel property label }\n      fits { name label reads missing fits }\n    }\n  }\n": types.ImportsProposalDocument,
    "query ImportsMappings { mappings { name label { zh en } text } }": types.ImportsMappingsDocument,
    "\n  query ImportsCheck($id: ID!, $text: String, $name: String) {\n    checkMapping(upload: $id, text: $text, name: $name) {\n      problem mapping tables rows whole rejected ignored cells\n      records { name label new changed merged }\n      sums { owner label fen }\n      reasons { reason words count }\n      rejects { part row column value reason words lost }\n      examples { owner label row values ends }\n      columns { column shape alias owner ownerLabel property label optional sure }\n      leftOut { name why }\n    }\n  }\n": types.ImportsCheckDocument,
    "mutation ImportsKeepMapping($text: String!, $name: String!) { saveMapping(text: $text, name: $name) { id } }": types.ImportsKeepMappingDocument,
    "mutation ImportsStart($kind: String!, $params: JSON) { startJob(kind: $kind, params: $params) { id } }": types.ImportsStartDocument,
    "mutation ImportsDrop($id: ID!) { dropUpload(id: $id) }": types.ImportsDropDocument,
    "\n  query ImportsDiff($id: ID!) {\n    importDiff(id: $id) {\n      inForce withIt\n      import { id file sha256 mapping mappingSha256 rows rejected ignored counts finished source }\n      records { name label new changed merged }\n      reasons { reason words count }\n    }\n  }\n": types.ImportsDiffDocument,
    "\n  query ImportsRejected($id: ID!, $first: Int, $after: String) {\n    rejectedRows(id: $id, first: $first, after: $after) { total pageInfo { hasNextPage endCursor } nodes { part row column value reason words lost } }\n  }\n": types.ImportsRejectedDocument,
    "\n  query MoneyNamed($ids: [ID!]!) { entitiesById(ids: $ids) { id kind caption } }\n": types.MoneyNamedDocument,
    "\n  query MoneyCases { cases(open: true, first: 5) { total nodes { id number title thingsTotal } } }\n": types.MoneyCasesDocument,
    "\n  query MoneyOfCase($id: ID!) {\n    case(id: $id) { id title number things(sort: entity, first: 500) { total nodes { entity { id kind caption } } } }\n  }\n": types.MoneyOfCaseDocument,
    "\n  query MoneyOfFinding($id: ID!) { finding(id: $id) { id sentence detector { label } subjects { role entity { id kind caption } } } }\n": types.MoneyOfFindingDocument,
    "\n  mutation MoneyToCase($id: ID!, $text: String!) { commentCase(id: $id, text: $text) { seq } }\n": types.MoneyToCaseDocument,
    "\n  query MoneyLedger($group: [ID!]!, $again: Boolean!, $offset: Boolean!, $since: Time, $until: Time, $first: Int, $after: String) {\n    ledger(group: $group, countAgain: $again, offsetInterest: $offset, since: $since, until: $until, first: $first, after: $after) {\n      snapshot\n      totals { name amount }\n      parties {\n        total\n        pageInfo { hasNextPage endCursor }\n        nodes { party { id kind caption } participant paidIn otherIn feeIn principal refund interest commission feeOut unexplained reinvested unpaid transfers }\n      }\n    }\n  }\n": types.MoneyLedgerDocument,
    "\n  query MoneyLayers($group: [ID!]!, $hold: Float!, $since: Time, $until: Time) {\n    layers(group: $group, holdDays: $hold, since: $since, until: $until, first: 1) { snapshot totals { layer accounts received passed resting } accounts { total } }\n  }\n": types.MoneyLayersDocument,
    "\n  query MoneyLayer($group: [ID!]!, $hold: Float!, $since: Time, $until: Time, $layer: Int, $first: Int, $after: String) {\n    layers(group: $group, holdDays: $hold, since: $since, until: $until, layer: $layer, first: $first, after: $after) {\n      accounts {\n        total\n        pageInfo { hasNextPage endCursor }\n        nodes { account { id kind caption } owner { id kind caption } layer role confidence received fromBelow passed returned resting heldSeconds }\n      }\n    }\n  }\n": types.MoneyLayerDocument,
    "\n  query MoneyCorePeople($group: [ID!]!, $since: Time, $until: Time, $first: Int, $after: String) {\n    corePeople(group: $group, since: $since, until: $until, first: $first, after: $after) {\n      total\n      pageInfo { hasNextPage endCursor }\n      nodes { person { id kind caption } score role kept paid earned brought shared firms }\n    }\n  }\n": types.MoneyCorePeopleDocument,
    "\n  query MoneyCoreAccounts($group: [ID!]!, $since: Time, $until: Time, $first: Int, $after: String) {\n    coreMembers(group: $group, since: $since, until: $until, first: $first, after: $after) {\n      total\n      pageInfo { hasNextPage endCursor }\n      nodes { account { id kind caption } owner { id kind caption } score handled betweenness core degree cutOff }\n    }\n  }\n": types.MoneyCoreAccountsDocument,
    "\n  query MoneyFlows($ids: [ID!]!) {\n    among(ids: $ids, links: [TRANSFER], summed: true) {\n      total truncated\n      leftOut { words count }\n      links { id fromId toId ... on FlowLink { count sum first last } }\n    }\n  }\n": types.MoneyFlowsDocument,
    "\n  query MoneyOut($id: ID!, $since: Time, $until: Time) {\n    expand(id: $id, links: [TRANSFER], outgoing: true, summed: true, since: $since, until: $until, first: 200) {\n      total\n      links { fromId toId ... on FlowLink { count sum } }\n    }\n  }\n": types.MoneyOutDocument,
    "\n  query MoneyIncoming($id: ID!) {\n    expand(id: $id, links: [TRANSFER], outgoing: false, summed: false, order: AMOUNT, first: 10) {\n      total\n      links { id ... on TransferLink { amount at from { id kind caption } } }\n    }\n  }\n": types.MoneyIncomingDocument,
    "\n  query MoneyRules($account: ID!, $at: Time!, $amount: Fen!, $rules: [Rule!], $back: Boolean!, $first: Int, $after: String) {\n    traceSum(account: $account, at: $at, amount: $amount, rules: $rules, back: $back, first: $first, after: $after) {\n      snapshot leftOut leftOutMost\n      totals { rule amount }\n      held {\n        total\n        pageInfo { hasNextPage endCursor }\n        nodes { account { id kind caption } shares { rule amount } }\n      }\n    }\n  }\n": types.MoneyRulesDocument,
    "\n  query MoneyWhatIf($action: Action!, $group: [ID!]!, $at: Time!, $payees: [ID!], $first: Int, $after: String) {\n    whatIf(action: $action, group: $group, at: $at, payees: $payees, first: $first, after: $after) {\n      snapshot held kept\n      later { days left balance }\n      hits {\n        total\n        pageInfo { hasNextPage endCursor }\n        nodes { account { id kind caption } owner { id kind caption } sameOwner direct onward low high arrears }\n      }\n    }\n  }\n": types.MoneyWhatIfDocument,
    "\n  query ReviewQueue($kind: KindName, $first: Int) {\n    pairsToJudge(kind: $kind, first: $first) { total nodes { left { id kind caption } right { id kind caption } alike differ } }\n    reviewing { waiting today agreement { other pairs agreed kappa } }\n  }\n": types.ReviewQueueDocument,
    "\n  query ReviewPair($left: ID!, $right: ID!) {\n    pairToJudge(left: $left, right: $right) {\n      left { id kind caption rows first files { file rows } }\n      right { id kind caption rows first files { file rows } }\n      properties { property label type left right state }\n      neighbours { link label kind kindLabel left right shared names }\n      moves { links rows findings cases needs refused }\n      verdict { score band agrees reasons { what words gave } judgement { seq answer reason basis at blind } }\n    }\n  }\n": types.ReviewPairDocument,
    "\n  mutation ReviewJudge($left: ID!, $right: ID!, $answer: Answer!, $reason: String!, $basis: String) {\n    judgePair(left: $left, right: $right, answer: $answer, reason: $reason, basis: $basis) { score }\n  }\n": types.ReviewJudgeDocument,
    "\n  query ReviewRecent($who: String, $first: Int) {\n    judgements(who: $who, first: $first) { total nodes { seq left { id kind caption } right { id kind caption } answer at reason score blind force } }\n  }\n": types.ReviewRecentDocument,
    "mutation ReviewBack($seq: Int!, $reason: String!) { takeBack(seq: $seq, reason: $reason) { seq } }": types.ReviewBackDocument,
    "\n  query SearchHits($text: String!, $kinds: [KindName!], $regions: [String!], $first: Int!, $after: String) {\n    search(text: $text, kinds: $kinds, regions: $regions, first: $first, after: $after) {\n      cut\n      kinds { value count }\n      regions { value count }\n      hits {\n        total totalIsExact\n        pageInfo { endCursor hasNextPage }\n        nodes { score reason region entity { id kind caption sources risk { grade score } } }\n      }\n    }\n  }\n": types.SearchHitsDocument,
    "\n  query StatisticsCounts { counts { kinds { name label count } links { name label count } } state { asOf } }\n": types.StatisticsCountsDocument,
    "query StatisticsTallies { findingTallies { name label count } patterns { name } }": types.StatisticsTalliesDocument,
    "\n  query StatisticsRegions($kind: KindName!) { riskByRegion(kind: $kind) { region code province entities red amber yellow } }\n": types.StatisticsRegionsDocument,
    "\n  query StatisticsClasses($kind: KindName!) { riskByClass(kind: $kind) { suspected entities red amber yellow } }\n": types.StatisticsClassesDocument,
    "query StatisticsMonths { findingsByMonth { month findings classes score } }": types.StatisticsMonthsDocument,
    "\n  query StatisticsTransfers { histogramByTime(link: TRANSFER, step: month) { without bins { low count amount } } }\n": types.StatisticsTransfersDocument,
    "\n  query StatisticsAlerts($kind: KindName!, $regions: [String!]!, $first: Int) {\n    alerts(kind: $kind, grades: [RED, AMBER, YELLOW], regions: $regions, first: $first) {\n      alerts { total nodes { entity { id kind caption } score grade } }\n    }\n  }\n": types.StatisticsAlertsDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Ontology {\n    ontology {\n      kinds { name caption label { zh en } properties { name type masked label { zh en } } }\n      links {\n        name from to many sum label { zh en } properties { name type masked label { zh en } }\n        meaning { zh en } weight { zh en } weakens { zh en }\n      }\n    }\n  }\n"): typeof import('./graphql').OntologyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ExpandCounts($id: ID!) {\n    neighbourCounts(id: $id) { link outgoing kind links others amount }\n  }\n"): typeof import('./graphql').ExpandCountsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ExpandPreview($id: ID!, $links: [LinkType!], $outgoing: Boolean, $kinds: [KindName!], $since: Time, $until: Time, $least: Fen, $most: Fen) {\n    expand(id: $id, links: $links, outgoing: $outgoing, kinds: $kinds, since: $since, until: $until, least: $least, most: $most, first: 1) { total }\n  }\n"): typeof import('./graphql').ExpandPreviewDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query InspectorSayings($id: ID!, $prop: String!) {\n    why(id: $id, prop: $prop, first: 100) { nodes { file row values } }\n  }\n"): typeof import('./graphql').InspectorSayingsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation InspectorWrite($subject: ID!, $text: String!, $case: ID) {\n    annotate(subject: $subject, text: $text, case: $case) { seq }\n  }\n"): typeof import('./graphql').InspectorWriteDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation InspectorRemove($seq: Int!, $reason: String!) {\n    removeAnnotation(seq: $seq, reason: $reason) { seq }\n  }\n"): typeof import('./graphql').InspectorRemoveDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query InspectorWithout($finding: ID!, $from: ID!, $to: ID!, $type: LinkType!) {\n    scoreWithout(finding: $finding, fromId: $from, toId: $to, link: $type) { score taken left gone whyNot }\n  }\n"): typeof import('./graphql').InspectorWithoutDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query InspectorEntity($id: ID!) {\n    entity(id: $id) {\n      id kind caption sources conflicts\n      risk { score grade findings }\n      facts { name type value masked }\n      neighbourCounts { link outgoing kind links others amount }\n    }\n    owned: expand(id: $id, links: [OWNS], outgoing: false, first: 2) { entities { id kind caption } }\n  }\n"): typeof import('./graphql').InspectorEntityDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query InspectorEnds($from: ID!, $to: ID!) {\n    from: entity(id: $from) { id kind caption risk { score grade } }\n    to: entity(id: $to) { id kind caption risk { score grade } }\n    fromOwned: expand(id: $from, links: [OWNS], outgoing: false, first: 2) { entities { id caption } }\n    toOwned: expand(id: $to, links: [OWNS], outgoing: false, first: 2) { entities { id caption } }\n  }\n"): typeof import('./graphql').InspectorEndsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query InspectorLinks($from: ID!, $to: ID!, $type: LinkType!, $first: Int!, $after: String) {\n    linksBetween(fromId: $from, toId: $to, links: [$type], first: $first, after: $after) {\n      amount\n      leftOut { words count }\n      links { total pageInfo { endCursor hasNextPage } nodes { id type sources conflicts facts { name type value masked } } }\n    }\n  }\n"): typeof import('./graphql').InspectorLinksDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query InspectorFindings($id: ID!, $first: Int!) {\n    findings(entity: $id, first: $first) {\n      total\n      nodes {\n        id state score sentence start end links\n        detector { name label law exonerates }\n        subjects { id role entity { id kind caption } }\n      }\n    }\n  }\n"): typeof import('./graphql').InspectorFindingsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query InspectorRows($id: ID!) {\n    why(id: $id, first: 1) { total }\n  }\n"): typeof import('./graphql').InspectorRowsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query InspectorNotes($subjects: [ID!]!, $case: ID) {\n    annotations(subjects: $subjects, case: $case, first: 100) { total nodes { seq who at text } }\n  }\n"): typeof import('./graphql').InspectorNotesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query InspectorCases($id: ID!) {\n    casesWith(subject: $id, first: 20) { total nodes { id number title status role } }\n  }\n"): typeof import('./graphql').InspectorCasesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query IntoCaseOpen {\n    cases(open: true, first: 100) { total nodes { id number title role } }\n    caseClasses\n  }\n"): typeof import('./graphql').IntoCaseOpenDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation IntoCaseMake($title: String!, $cause: String!, $suspected: String!) {\n    openCase(title: $title, cause: $cause, suspected: $suspected) { id title }\n  }\n"): typeof import('./graphql').IntoCaseMakeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation IntoCasePut($id: ID!, $things: [ID!]!, $reason: String!) {\n    addToCase(id: $id, things: $things, reason: $reason) { changed unchanged case { id title } }\n  }\n"): typeof import('./graphql').IntoCasePutDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment WayShown on Way {\n    entities { id kind caption risk { grade } }\n    steps {\n      total truncated\n      links { id type fromId ... on FlowLink { count sum first last } }\n    }\n  }\n"): typeof import('./graphql').WayShownFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PathsBetween($from: ID!, $to: ID!, $hops: Int!, $all: Boolean!, $links: [LinkType!], $first: Int!) {\n    paths(fromId: $from, toId: $to, hops: $hops, all: $all, links: $links, first: $first) { truncated leftOut { words count } ways { ...WayShown } }\n  }\n"): typeof import('./graphql').PathsBetweenDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PathsMoney($from: ID!, $to: ID!, $at: Time!, $hold: Float, $hops: Int!, $least: Fen!) {\n    moneyPath(fromId: $from, toId: $to, at: $at, holdDays: $hold, hops: $hops, least: $least) {\n      hops at\n      way { id at amount from { id kind caption risk { grade } } to { id kind caption risk { grade } } }\n    }\n  }\n"): typeof import('./graphql').PathsMoneyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PatternSearch($steps: [PatternStepInput!]!, $first: Int!) {\n    patternSearch(steps: $steps, first: $first) {\n      total truncated matched\n      leftOut { words count }\n      cypher { text values }\n      ways { ...WayShown }\n    }\n  }\n"): typeof import('./graphql').PatternSearchDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query QueryCypher($name: String!) {\n    cypherOf(name: $name) { name about text params returns }\n  }\n"): typeof import('./graphql').QueryCypherDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Suggest($text: String!) {\n    search(text: $text, first: 8) {\n      hits { total nodes { reason region entity { id kind caption risk { grade } } } }\n    }\n  }\n"): typeof import('./graphql').SuggestDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Unmask($id: ID!, $reason: String!, $props: [String!]) {\n    unmask(id: $id, reason: $reason, props: $props) { values seconds }\n  }\n"): typeof import('./graphql').UnmaskDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Why($id: ID!, $prop: String, $first: Int) {\n    why(id: $id, prop: $prop, first: $first) {\n      total truncated\n      nodes { id owner importId file sha256 sheet row mapping loadedAt values }\n    }\n  }\n"): typeof import('./graphql').WhyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query JobNow($id: ID!) { job(id: $id) { id kind label params who at state done total words started ended exit result why } }"): typeof import('./graphql').JobNowDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation JobStop($id: ID!) { cancelJob(id: $id) { id state } }"): typeof import('./graphql').JobStopDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query NoticesJobs { jobs(first: 20) { nodes { id who state ended } } }"): typeof import('./graphql').NoticesJobsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query NoticesFinding($id: ID!) { finding(id: $id) { id score sentence detector { label } } }"): typeof import('./graphql').NoticesFindingDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query NoticesJob($id: ID!) { job(id: $id) { id kind label state why } }"): typeof import('./graphql').NoticesJobDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "subscription NoticesFindings { newFindings { id } }"): typeof import('./graphql').NoticesFindingsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query AdminUsers { users { name roles regions active } }"): typeof import('./graphql').AdminUsersDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AdminAddUser($name: String!, $password: String!, $roles: [String!]!, $regions: [String!]) { addUser(name: $name, password: $password, roles: $roles, regions: $regions) { name } }\n"): typeof import('./graphql').AdminAddUserDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation AdminSetUser($name: String!, $roles: [String!], $regions: [String!]) { setUser(name: $name, roles: $roles, regions: $regions) { name } }"): typeof import('./graphql').AdminSetUserDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation AdminLock($name: String!) { lockUser(name: $name) { name active } }"): typeof import('./graphql').AdminLockDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation AdminUnlock($name: String!) { unlockUser(name: $name) { name active } }"): typeof import('./graphql').AdminUnlockDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query AdminTokens { tokens { id label scopes expires } }"): typeof import('./graphql').AdminTokensDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation AdminMakeToken($label: String!, $scopes: [String!]!, $days: Int!) { createToken(label: $label, scopes: $scopes, days: $days) { id secret } }"): typeof import('./graphql').AdminMakeTokenDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation AdminDropToken($id: ID!) { revokeToken(id: $id) }"): typeof import('./graphql').AdminDropTokenDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AdminJobs($first: Int, $after: String) {\n    jobs(first: $first, after: $after) { total pageInfo { hasNextPage endCursor } nodes { id kind label params who at state done total words started ended exit result why } }\n  }\n"): typeof import('./graphql').AdminJobsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query AdminJobLog($id: ID!) { jobLog(id: $id) }"): typeof import('./graphql').AdminJobLogDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query AdminJobKinds { jobKinds { name label params { name label type required choices } } }"): typeof import('./graphql').AdminJobKindsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation AdminStart($kind: String!, $params: JSON) { startJob(kind: $kind, params: $params) { id } }"): typeof import('./graphql').AdminStartDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query AdminUploads { uploads(first: 50) { id name } }"): typeof import('./graphql').AdminUploadsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query AdminImports { imports(first: 100) { nodes { id file } } }"): typeof import('./graphql').AdminImportsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query AdminPatterns { patterns { name label } }"): typeof import('./graphql').AdminPatternsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AdminAudit($who: String, $action: String, $first: Int, $after: String) {\n    audit(who: $who, action: $action, first: $first, after: $after) { total pageInfo { hasNextPage endCursor } nodes { seq at who action subject detail hash } }\n  }\n"): typeof import('./graphql').AdminAuditDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query AdminVerify { verifyAudit { whole entries anchors broken why anchoredAt anchoredSeq } }"): typeof import('./graphql').AdminVerifyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AdminOntology {\n    ontology {\n      kinds { name caption label { zh en } properties { name type masked fullFor label { zh en } } }\n      links { name from to many sum label { zh en } properties { name type masked fullFor label { zh en } } meaning { zh en } weight { zh en } weakens { zh en } }\n    }\n  }\n"): typeof import('./graphql').AdminOntologyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query AdminCounts { counts { kinds { name count } links { name count } } }"): typeof import('./graphql').AdminCountsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query AdminState { state { seq asOf graphIsUp graphIsBehind problem } imports(first: 1) { total nodes { id file finished } } }"): typeof import('./graphql').AdminStateDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment BoardThing on Entity {\n    id kind caption risk { grade }\n    ... on Enterprise { region }\n    ... on Person { region }\n    ... on Advert { region }\n    ... on Complaint { region }\n    ... on Address { region }\n  }\n"): typeof import('./graphql').BoardThingFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment BoardLine on Relation {\n    id type fromId toId\n    ... on FlowLink { count sum first last }\n    ... on WithdrawLink { amount at }\n    ... on DepositsLink { amount at }\n    ... on RepaysLink { amount at }\n    ... on BidsLink { amount at }\n  }\n"): typeof import('./graphql').BoardLineFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query BoardSeeds($ids: [ID!]!) { entitiesById(ids: $ids) { ...BoardThing } }\n"): typeof import('./graphql').BoardSeedsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query BoardLayers($group: [ID!]!, $layer: Int, $first: Int) {\n    layers(group: $group, layer: $layer, first: $first) {\n      totals { layer accounts received passed }\n      accounts { total nodes { layer role account { ...BoardThing } owner { ...BoardThing } } }\n    }\n  }\n"): typeof import('./graphql').BoardLayersDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query BoardAmong($ids: [ID!]!) {\n    among(ids: $ids) { total truncated entities { ...BoardThing } links { ...BoardLine } }\n  }\n"): typeof import('./graphql').BoardAmongDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query BoardExpand($id: ID!, $links: [LinkType!], $outgoing: Boolean, $kinds: [KindName!], $since: Time, $until: Time, $least: Fen, $most: Fen, $order: Order!, $first: Int) {\n    expand(id: $id, links: $links, outgoing: $outgoing, kinds: $kinds, since: $since, until: $until, least: $least, most: $most, order: $order, first: $first) {\n      total truncated leftOut { words count } entity { ...BoardThing } entities { ...BoardThing } links { ...BoardLine }\n    }\n  }\n"): typeof import('./graphql').BoardExpandDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query BoardCounts($ids: [ID!]!) { entitiesById(ids: $ids) { id neighbourCounts { others } } }\n"): typeof import('./graphql').BoardCountsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query BoardFinding($id: ID!) {\n    finding(id: $id) { id sentence detector { label } subjects { id role entity { ...BoardThing } } }\n  }\n"): typeof import('./graphql').BoardFindingDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query BoardCase($id: ID!) {\n    case(id: $id) {\n      number title\n      things(first: 100) { total nodes { id sort entity { ...BoardThing } finding { subjects { id entity { ...BoardThing } } } } }\n    }\n  }\n"): typeof import('./graphql').BoardCaseDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query BoardView($id: ID!) { view(id: $id) { id line version title case who at body sharedWith } }\n"): typeof import('./graphql').BoardViewDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query BoardViews($case: ID) { views(case: $case, own: false, first: 50) { total nodes { id line version title case who at } } }\n"): typeof import('./graphql').BoardViewsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation BoardSaveView($title: String!, $body: JSON!, $case: ID, $parent: ID) { saveView(title: $title, body: $body, case: $case, parent: $parent) { id line version title case } }\n"): typeof import('./graphql').BoardSaveViewDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation BoardShareView($id: ID!, $person: String!) { shareView(id: $id, person: $person) { id sharedWith } }\n"): typeof import('./graphql').BoardShareViewDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query BoardCases { cases(open: true, first: 50) { nodes { id number title } } }\n"): typeof import('./graphql').BoardCasesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation BoardAddToCase($id: ID!, $things: [ID!]!, $reason: String!) { addToCase(id: $id, things: $things, reason: $reason) { changed unchanged case { id } } }\n"): typeof import('./graphql').BoardAddToCaseDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query BoardCommon($ids: [ID!]!) { commonNeighbours(ids: $ids, first: 100) { total nodes { ...BoardThing } } }\n"): typeof import('./graphql').BoardCommonDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query BoardFlows($ids: [ID!]!, $step: CalendarStep!) { histogramAmong(ids: $ids, step: $step) { bins { low high count amount } } }\n"): typeof import('./graphql').BoardFlowsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query BoardWhenceFinding($id: ID!) {\n    finding(id: $id) { id score sentence detector { label about } subjects { id role entity { id } } }\n  }\n"): typeof import('./graphql').BoardWhenceFindingDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query BoardWhenceLayer($group: [ID!]!, $accounts: [ID!]) {\n    layers(group: $group, accounts: $accounts, first: 1) {\n      snapshot accounts { nodes { layer role why confidence received fromBelow passed returned resting } }\n    }\n  }\n"): typeof import('./graphql').BoardWhenceLayerDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query BoardWhenceCase($id: ID!) {\n    case(id: $id) {\n      things(first: 200) { total nodes { id sort why who at entity { id } finding { detector { label } subjects { id entity { id } } } } }\n    }\n  }\n"): typeof import('./graphql').BoardWhenceCaseDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CaseLinkRow($id: ID!) { why(id: $id, first: 1) { nodes { owner values } } }\n"): typeof import('./graphql').CaseLinkRowDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CaseLinkEnds($ids: [ID!]!) { entitiesById(ids: $ids) { id kind caption } }\n"): typeof import('./graphql').CaseLinkEndsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CaseFreezes($id: ID!) { case(id: $id) { id freezes { id version at who why content sha256 entities links findings records lacking } } }\n"): typeof import('./graphql').CaseFreezesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CaseDifference($id: ID!, $version: Int, $what: CaseDifferenceSort, $first: Int!) {\n    case(id: $id) {\n      id\n      difference(version: $version) {\n        version same thingsAdded thingsGone importsAdded importsGone judged added gone changed\n        lines(what: $what, first: $first) {\n          total\n          nodes { what id table label prop then now rows entity { id kind caption } finding { id sentence detector { label } } }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql').CaseDifferenceDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CaseStart($kind: String!, $params: JSON) { startJob(kind: $kind, params: $params) { id } }"): typeof import('./graphql').CaseStartDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CasesList($mine: Boolean!, $open: Boolean, $text: String!, $first: Int, $after: String) {\n    cases(mine: $mine, open: $open, text: $text, first: $first, after: $after) {\n      total\n      pageInfo { hasNextPage endCursor }\n      nodes { id number title cause suspected region status outcome assignee role openedAt changedAt thingsTotal }\n    }\n  }\n"): typeof import('./graphql').CasesListDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query CasesClasses { caseClasses }"): typeof import('./graphql').CasesClassesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CasesOpen($title: String!, $cause: String!, $suspected: String!, $region: String!, $agency: String!, $docket: String!) {\n    openCase(title: $title, cause: $cause, suspected: $suspected, region: $region, agency: $agency, docket: $docket) { id }\n  }\n"): typeof import('./graphql').CasesOpenDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CaseAmend($id: ID!, $reason: String!, $title: String!, $cause: String!, $suspected: String!, $region: String!, $agency: String!, $docket: String!) {\n    amendCase(id: $id, reason: $reason, title: $title, cause: $cause, suspected: $suspected, region: $region, agency: $agency, docket: $docket) { id }\n  }\n"): typeof import('./graphql').CaseAmendDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CaseFile($id: ID!) {\n    case(id: $id) {\n      id number title cause suspected region agency docket status outcome assignee role openedBy openedAt changedAt thingsTotal\n      members { who role since by }\n      views(first: 50) { total nodes { id line version title who at } }\n      steps(first: 200) { total nodes { seq at who act subject word text entities links findings facts { name was now } } }\n      notes: timeline(acts: [comment], first: 300) { total nodes { seq at who text corrects } }\n    }\n  }\n"): typeof import('./graphql').CaseFileDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CaseThings($id: ID!, $sort: ThingSort!, $first: Int, $after: String) {\n    case(id: $id) {\n      things(sort: $sort, first: $first, after: $after) {\n        total\n        pageInfo { hasNextPage endCursor }\n        nodes {\n          id sort why who at\n          entity { id kind caption risk { grade score } }\n          finding { id sentence state score detector { label } }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql').CaseThingsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CaseAnnotations($subjects: [ID!]!, $case: ID!) {\n    annotations(subjects: $subjects, case: $case, first: 100) { total nodes { seq subject case who at text } }\n  }\n"): typeof import('./graphql').CaseAnnotationsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CaseAdd($id: ID!, $things: [ID!]!, $reason: String!) { addToCase(id: $id, things: $things, reason: $reason) { changed unchanged } }\n"): typeof import('./graphql').CaseAddDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CaseRemove($id: ID!, $things: [ID!]!, $reason: String!) { removeFromCase(id: $id, things: $things, reason: $reason) { changed } }\n"): typeof import('./graphql').CaseRemoveDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CaseJoin($id: ID!, $person: String!, $role: CaseRole!) { addCaseMember(id: $id, person: $person, role: $role) { id } }\n"): typeof import('./graphql').CaseJoinDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CaseLeave($id: ID!, $person: String!, $reason: String!) { removeCaseMember(id: $id, person: $person, reason: $reason) }\n"): typeof import('./graphql').CaseLeaveDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CaseAssign($id: ID!, $person: String!, $reason: String!) { assignCase(id: $id, person: $person, reason: $reason) { id } }\n"): typeof import('./graphql').CaseAssignDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CaseComment($id: ID!, $text: String!, $corrects: Int) { commentCase(id: $id, text: $text, corrects: $corrects) { seq } }\n"): typeof import('./graphql').CaseCommentDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CaseClose($id: ID!, $outcome: CaseOutcome!, $reason: String!) { closeCase(id: $id, outcome: $outcome, reason: $reason) { id } }\n"): typeof import('./graphql').CaseCloseDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CaseReopen($id: ID!, $reason: String!) { reopenCase(id: $id, reason: $reason) { id } }\n"): typeof import('./graphql').CaseReopenDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CaseConflicts($id: ID!, $other: ID!) { caseConflicts(id: $id, other: $other) { what subject here there } }\n"): typeof import('./graphql').CaseConflictsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CaseJoinOther($id: ID!, $other: ID!, $reason: String!) { joinCase(id: $id, other: $other, reason: $reason) { things conflicts { what } } }\n"): typeof import('./graphql').CaseJoinOtherDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CaseAnnotate($subject: ID!, $text: String!, $case: ID!) { annotate(subject: $subject, text: $text, case: $case) { seq } }\n"): typeof import('./graphql').CaseAnnotateDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CaseUnannotate($seq: Int!, $reason: String!) { removeAnnotation(seq: $seq, reason: $reason) { seq } }\n"): typeof import('./graphql').CaseUnannotateDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CaseThingsFile($id: ID!, $after: String) {\n    case(id: $id) {\n      things(first: 200, after: $after) {\n        pageInfo { hasNextPage endCursor }\n        nodes { id sort entity { id kind caption } finding { id sentence state score } why who at }\n      }\n    }\n  }\n"): typeof import('./graphql').CaseThingsFileDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CaseTimelineFile($id: ID!, $acts: [CaseAct!], $after: String) {\n    case(id: $id) {\n      timeline(acts: $acts, first: 500, after: $after) {\n        pageInfo { hasNextPage endCursor }\n        nodes { seq at who act label subject word text corrects was now }\n      }\n    }\n  }\n"): typeof import('./graphql').CaseTimelineFileDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CaseExports($id: ID!, $first: Int!) {\n    caseExportFormats { name label about }\n    case(id: $id) {\n      id\n      redactions { seq at who sort roles subject prop label why }\n      exports(first: $first) {\n        total\n        nodes { id at who version scope redactions open why files { format label file bytes sha256 sm3 path } }\n      }\n    }\n  }\n"): typeof import('./graphql').CaseExportsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query CaseHides($id: ID!) { case(id: $id) { id hiding { rule label subject prop why values ids cells texts } } }"): typeof import('./graphql').CaseHidesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CaseRedactRule($id: ID!, $sort: RedactionSort!, $roles: [RedactionRole!], $reason: String!) { redactByRule(id: $id, sort: $sort, roles: $roles, reason: $reason) { seq } }\n"): typeof import('./graphql').CaseRedactRuleDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CaseRedactText($id: ID!, $text: String!, $reason: String!) { redactByHand(id: $id, text: $text, reason: $reason) { seq } }\n"): typeof import('./graphql').CaseRedactTextDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CaseRedactUndo($id: ID!, $seq: Int!, $reason: String!) { undoRedaction(id: $id, seq: $seq, reason: $reason) { seq } }"): typeof import('./graphql').CaseRedactUndoDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CaseHandovers($id: ID!) {\n    handoverReceivers { name label days working basis }\n    case(id: $id) {\n      id\n      handovers { id kind label agency who at due state overdue sha256 gaps note reason changedAt receipt { person at number sha256 same } }\n    }\n  }\n"): typeof import('./graphql').CaseHandoversDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CaseChecklist($id: ID!, $kind: String!) {\n    case(id: $id) {\n      id\n      handoverChecklist(kind: $kind) { due receiver { name label days working basis papers } needs { sort name label gap } }\n      exports(first: 50) { nodes { id at version files { format label file sha256 } } }\n    }\n  }\n"): typeof import('./graphql').CaseChecklistDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CaseHandOver($id: ID!, $kind: String!, $agency: String!, $sha256: String!, $reason: String!) {\n    handOverCase(id: $id, kind: $kind, agency: $agency, sha256: $sha256, reason: $reason) { id }\n  }\n"): typeof import('./graphql').CaseHandOverDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CaseReceipt($id: ID!, $person: String!, $at: Time!, $number: String!, $sha256: String!) {\n    receiveHandover(id: $id, person: $person, at: $at, number: $number, sha256: $sha256) { id }\n  }\n"): typeof import('./graphql').CaseReceiptDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CaseHandoverReturn($id: ID!, $reason: String!) { returnHandover(id: $id, reason: $reason) { id } }"): typeof import('./graphql').CaseHandoverReturnDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CaseHandoverWithdraw($id: ID!, $reason: String!) { withdrawHandover(id: $id, reason: $reason) { id } }"): typeof import('./graphql').CaseHandoverWithdrawDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CaseFigures($id: ID!, $reinvested: String!, $interest: String!, $commission: String!, $fees: String!, $first: Int!) {\n    case(id: $id) {\n      id\n      figures(reinvested: $reinvested, interest: $interest, commission: $commission, fees: $fees) {\n        version frozenAt\n        counting { name label chosen options { name label law } }\n        variants { chosen reinvested interest commission fees absorbed unpaid owed }\n        totals { participants transfers paidIn feeIn otherIn principal refund interest commission feeOut unexplained reinvested absorbed unpaid }\n        sheetTotals { sheets residues fees residue }\n        layers { layer accounts received fromBelow passed returned resting }\n        ledger(first: $first) {\n          total\n          nodes { id paidIn feeIn principal refund interest commission unexplained reinvested absorbed unpaid transfers entity { id kind caption } }\n        }\n        sheets(first: $first) { total nodes { account period opening cameIn paidOut fees residue closing seen assumed entity { id kind caption } } }\n        core(first: 50) { total nodes { account owner role score betweenness degree cutOff handled entity { id kind caption } ownerEntity { id kind caption } } }\n      }\n    }\n  }\n"): typeof import('./graphql').CaseFiguresDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CaseMatrix($id: ID!) {\n    case(id: $id) {\n      id\n      freezes { version }\n      elements { element label law askFor askAgainst }\n      evidence { seq element side text subject said who at entity { id kind caption } finding { id sentence detector { label } } }\n      evidenceProposed { key element side text said subject prop rule entity { id kind caption } finding { id sentence detector { label } } }\n      evidenceDismissed { seq element side text subject who at proposal entity { id kind caption } finding { id sentence detector { label } } }\n    }\n  }\n"): typeof import('./graphql').CaseMatrixDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CaseEvidenceAdd($id: ID!, $given: EvidenceGiven!) { addEvidence(id: $id, given: $given) { seq } }\n"): typeof import('./graphql').CaseEvidenceAddDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CaseEvidenceDismiss($id: ID!, $given: EvidenceGiven!, $reason: String!) { dismissEvidence(id: $id, given: $given, reason: $reason) { seq } }\n"): typeof import('./graphql').CaseEvidenceDismissDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CaseEvidenceRemove($id: ID!, $seq: Int!, $reason: String!) { removeEvidence(id: $id, seq: $seq, reason: $reason) { seq } }\n"): typeof import('./graphql').CaseEvidenceRemoveDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CaseRules($id: ID!) {\n    caseRuleKinds { name label about }\n    case(id: $id) { id rules { seq name label params found added snapshot who at why } }\n  }\n"): typeof import('./graphql').CaseRulesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CaseRuleApply($id: ID!, $name: String!, $params: JSON!, $reason: String!) { applyCaseRule(id: $id, name: $name, params: $params, reason: $reason) { seq found added } }\n"): typeof import('./graphql').CaseRuleApplyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CaseTasks($id: ID!) {\n    case(id: $id) { id tasks { id title person due by at state overdue steps { at who act label person due text } } }\n  }\n"): typeof import('./graphql').CaseTasksDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CaseTaskSet($id: ID!, $title: String!, $person: String!, $due: Time!) { setCaseTask(id: $id, title: $title, person: $person, due: $due) { id } }\n"): typeof import('./graphql').CaseTaskSetDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CaseTaskAssign($id: ID!, $person: String!, $reason: String!) { assignCaseTask(id: $id, person: $person, reason: $reason) { id } }\n"): typeof import('./graphql').CaseTaskAssignDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CaseTaskExtend($id: ID!, $due: Time!, $reason: String!) { extendCaseTask(id: $id, due: $due, reason: $reason) { id } }\n"): typeof import('./graphql').CaseTaskExtendDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CaseTaskFinish($id: ID!, $reason: String!) { finishCaseTask(id: $id, reason: $reason) { id } }"): typeof import('./graphql').CaseTaskFinishDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CaseTaskDrop($id: ID!, $reason: String!) { dropCaseTask(id: $id, reason: $reason) { id } }"): typeof import('./graphql').CaseTaskDropDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CaseTaskReopen($id: ID!, $reason: String!, $due: Time) { reopenCaseTask(id: $id, reason: $reason, due: $due) { id } }\n"): typeof import('./graphql').CaseTaskReopenDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query EntityPortrait($id: ID!) {\n    entity(id: $id) {\n      id kind caption sources conflicts\n      risk { score grade findings }\n      facts { name type value masked }\n      neighbourCounts { link outgoing kind links others amount }\n    }\n  }\n"): typeof import('./graphql').EntityPortraitDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query EntityAccounts($id: ID!, $outgoing: Boolean!) {\n    expand(id: $id, links: [OWNS], outgoing: $outgoing, first: 50) {\n      total\n      entities { id kind caption risk { grade } neighbourCounts { link outgoing amount } ... on Account { bank opened balance blocked } }\n    }\n  }\n"): typeof import('./graphql').EntityAccountsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query EntityCases($id: ID!) {\n    casesWith(subject: $id, first: 20) { total nodes { id number title status suspected thingsTotal } }\n  }\n"): typeof import('./graphql').EntityCasesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query EntityTimeline($id: ID!, $links: [LinkType!], $first: Int!, $after: String) {\n    timelineOf(entity: $id, links: $links, first: $first, after: $after) {\n      total\n      pageInfo { endCursor hasNextPage }\n      nodes { at label prop link linkId outgoing others count amount other { id kind caption } }\n    }\n  }\n"): typeof import('./graphql').EntityTimelineDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FindingsList($states: [State!], $detectors: [String!], $least: Float!, $first: Int!, $after: String) {\n    findings(states: $states, detectors: $detectors, least: $least, first: $first, after: $after) {\n      total\n      pageInfo { endCursor hasNextPage }\n      nodes { id score state sentence end facts detector { name } subjects { role kind entity { id kind caption } } }\n    }\n  }\n"): typeof import('./graphql').FindingsListDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FindingsWhose($ids: [ID!]!) {\n    findingAssignees(ids: $ids) { finding person }\n  }\n"): typeof import('./graphql').FindingsWhoseDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FindingsAround {\n    findingTallies { name label count }\n    patterns { name label about classes law exonerates }\n  }\n"): typeof import('./graphql').FindingsAroundDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FindingsOne($id: ID!) {\n    finding(id: $id) {\n      id score state sentence start end facts links\n      detector { name label about classes law exonerates }\n      subjects { id role kind entity { id kind caption risk { grade score } } }\n    }\n    findingHistory(id: $id, first: 100) { total nodes { seq act at who verdict person text corrects } }\n    findingAssignees(ids: [$id]) { person }\n    scoreHistory(id: $id) { at score seq }\n  }\n"): typeof import('./graphql').FindingsOneDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FindingsScores($detector: String!) {\n    findings(detectors: [$detector], first: 500) { total nodes { score state } }\n  }\n"): typeof import('./graphql').FindingsScoresDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FindingsAmong($ids: [ID!]!) {\n    among(ids: $ids, summed: false) { links { id type from { id kind caption } to { id kind caption } facts { name type value } } }\n  }\n"): typeof import('./graphql').FindingsAmongDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FindingsCaptions($ids: [ID!]!) { entitiesById(ids: $ids) { id kind caption } }\n"): typeof import('./graphql').FindingsCaptionsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation FindingsDecide($ids: [ID!]!, $verdict: Verdict!, $reason: String!) {\n    triageMany(ids: $ids, verdict: $verdict, reason: $reason) { seq }\n  }\n"): typeof import('./graphql').FindingsDecideDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation FindingsAssign($ids: [ID!]!, $person: String!, $reason: String!) {\n    assignMany(ids: $ids, person: $person, reason: $reason) { seq }\n  }\n"): typeof import('./graphql').FindingsAssignDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query FindingsPeople { triagePeople }"): typeof import('./graphql').FindingsPeopleDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation FindingsComment($id: ID!, $text: String!) {\n    commentFinding(id: $id, text: $text) { seq }\n  }\n"): typeof import('./graphql').FindingsCommentDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FindingsFile($states: [State!], $detectors: [String!], $least: Float!, $after: String) {\n    findings(states: $states, detectors: $detectors, least: $least, first: 500, after: $after) {\n      nodes { id score state sentence start end detector { name label } }\n      pageInfo { endCursor hasNextPage }\n    }\n  }\n"): typeof import('./graphql').FindingsFileDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query HomeNews {\n    findings(states: [new, risen, open], first: 120) { total nodes { id score sentence end state detector { name label } } }\n  }\n"): typeof import('./graphql').HomeNewsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query HomeCases {\n    cases(mine: true, open: true, first: 5) { total nodes { id number title suspected status thingsTotal changedAt } }\n  }\n"): typeof import('./graphql').HomeCasesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query HomeImports {\n    imports(first: 50) { total nodes { id file rows rejected finished source } }\n  }\n"): typeof import('./graphql').HomeImportsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query HomeState {\n    state { asOf graphIsBehind problem }\n    counts { kinds { name count } links { name count } }\n  }\n"): typeof import('./graphql').HomeStateDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query HomeAlerts($grades: [Grade!], $first: Int) {\n    alerts(grades: $grades, first: $first) {\n      grades { grade count }\n      alerts {\n        total\n        nodes { score grade region suspected new risen findings entity { id kind caption } reasons { finding label sentence } }\n      }\n    }\n  }\n"): typeof import('./graphql').HomeAlertsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query HomeToday {\n    today {\n      at asOf open risen\n      day { since found new decided imports rows rejected complaints complaintsBefore reports reportsBefore }\n      week { since found new decided imports rows rejected complaints complaintsBefore reports reportsBefore }\n    }\n  }\n"): typeof import('./graphql').HomeTodayDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query HomeClasses {\n    riskByClass { suspected entities red amber yellow }\n    alerts(first: 1) { grades { grade count } }\n  }\n"): typeof import('./graphql').HomeClassesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query HomeMonths {\n    findingsByMonth { month findings }\n  }\n"): typeof import('./graphql').HomeMonthsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ImportsList($first: Int) {\n    imports(first: $first) { total nodes { id file sha256 mapping rows rejected ignored counts finished source } }\n  }\n"): typeof import('./graphql').ImportsListDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ImportsState { state { seq asOf graphIsUp graphIsBehind problem } }"): typeof import('./graphql').ImportsStateDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ImportsUploads { uploads(first: 20) { id name size sha256 at } }"): typeof import('./graphql').ImportsUploadsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ImportsJobs { jobs(first: 30) { nodes { id kind label params who at state done total words started ended exit result why } } }\n"): typeof import('./graphql').ImportsJobsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ImportsPreview($id: ID!, $part: String) {\n    uploadPreview(id: $id, part: $part) {\n      part { name encoding columns } parts { name } columns { name masked } rows { row cells } more above leftOut { name why }\n    }\n  }\n"): typeof import('./graphql').ImportsPreviewDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ImportsProposal($id: ID!, $part: String, $choices: [ColumnChoice!]) {\n    mappingProposal(upload: $id, part: $part, choices: $choices) {\n      text problem shape needs\n      columns { column role shape alias owner ownerLabel property label optional sure }\n      roles { role alias owner ownerLabel property label }\n      fits { name label reads missing fits }\n    }\n  }\n"): typeof import('./graphql').ImportsProposalDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ImportsMappings { mappings { name label { zh en } text } }"): typeof import('./graphql').ImportsMappingsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ImportsCheck($id: ID!, $text: String, $name: String) {\n    checkMapping(upload: $id, text: $text, name: $name) {\n      problem mapping tables rows whole rejected ignored cells\n      records { name label new changed merged }\n      sums { owner label fen }\n      reasons { reason words count }\n      rejects { part row column value reason words lost }\n      examples { owner label row values ends }\n      columns { column shape alias owner ownerLabel property label optional sure }\n      leftOut { name why }\n    }\n  }\n"): typeof import('./graphql').ImportsCheckDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ImportsKeepMapping($text: String!, $name: String!) { saveMapping(text: $text, name: $name) { id } }"): typeof import('./graphql').ImportsKeepMappingDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ImportsStart($kind: String!, $params: JSON) { startJob(kind: $kind, params: $params) { id } }"): typeof import('./graphql').ImportsStartDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ImportsDrop($id: ID!) { dropUpload(id: $id) }"): typeof import('./graphql').ImportsDropDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ImportsDiff($id: ID!) {\n    importDiff(id: $id) {\n      inForce withIt\n      import { id file sha256 mapping mappingSha256 rows rejected ignored counts finished source }\n      records { name label new changed merged }\n      reasons { reason words count }\n    }\n  }\n"): typeof import('./graphql').ImportsDiffDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ImportsRejected($id: ID!, $first: Int, $after: String) {\n    rejectedRows(id: $id, first: $first, after: $after) { total pageInfo { hasNextPage endCursor } nodes { part row column value reason words lost } }\n  }\n"): typeof import('./graphql').ImportsRejectedDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query MoneyNamed($ids: [ID!]!) { entitiesById(ids: $ids) { id kind caption } }\n"): typeof import('./graphql').MoneyNamedDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query MoneyCases { cases(open: true, first: 5) { total nodes { id number title thingsTotal } } }\n"): typeof import('./graphql').MoneyCasesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query MoneyOfCase($id: ID!) {\n    case(id: $id) { id title number things(sort: entity, first: 500) { total nodes { entity { id kind caption } } } }\n  }\n"): typeof import('./graphql').MoneyOfCaseDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query MoneyOfFinding($id: ID!) { finding(id: $id) { id sentence detector { label } subjects { role entity { id kind caption } } } }\n"): typeof import('./graphql').MoneyOfFindingDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation MoneyToCase($id: ID!, $text: String!) { commentCase(id: $id, text: $text) { seq } }\n"): typeof import('./graphql').MoneyToCaseDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query MoneyLedger($group: [ID!]!, $again: Boolean!, $offset: Boolean!, $since: Time, $until: Time, $first: Int, $after: String) {\n    ledger(group: $group, countAgain: $again, offsetInterest: $offset, since: $since, until: $until, first: $first, after: $after) {\n      snapshot\n      totals { name amount }\n      parties {\n        total\n        pageInfo { hasNextPage endCursor }\n        nodes { party { id kind caption } participant paidIn otherIn feeIn principal refund interest commission feeOut unexplained reinvested unpaid transfers }\n      }\n    }\n  }\n"): typeof import('./graphql').MoneyLedgerDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query MoneyLayers($group: [ID!]!, $hold: Float!, $since: Time, $until: Time) {\n    layers(group: $group, holdDays: $hold, since: $since, until: $until, first: 1) { snapshot totals { layer accounts received passed resting } accounts { total } }\n  }\n"): typeof import('./graphql').MoneyLayersDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query MoneyLayer($group: [ID!]!, $hold: Float!, $since: Time, $until: Time, $layer: Int, $first: Int, $after: String) {\n    layers(group: $group, holdDays: $hold, since: $since, until: $until, layer: $layer, first: $first, after: $after) {\n      accounts {\n        total\n        pageInfo { hasNextPage endCursor }\n        nodes { account { id kind caption } owner { id kind caption } layer role confidence received fromBelow passed returned resting heldSeconds }\n      }\n    }\n  }\n"): typeof import('./graphql').MoneyLayerDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query MoneyCorePeople($group: [ID!]!, $since: Time, $until: Time, $first: Int, $after: String) {\n    corePeople(group: $group, since: $since, until: $until, first: $first, after: $after) {\n      total\n      pageInfo { hasNextPage endCursor }\n      nodes { person { id kind caption } score role kept paid earned brought shared firms }\n    }\n  }\n"): typeof import('./graphql').MoneyCorePeopleDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query MoneyCoreAccounts($group: [ID!]!, $since: Time, $until: Time, $first: Int, $after: String) {\n    coreMembers(group: $group, since: $since, until: $until, first: $first, after: $after) {\n      total\n      pageInfo { hasNextPage endCursor }\n      nodes { account { id kind caption } owner { id kind caption } score handled betweenness core degree cutOff }\n    }\n  }\n"): typeof import('./graphql').MoneyCoreAccountsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query MoneyFlows($ids: [ID!]!) {\n    among(ids: $ids, links: [TRANSFER], summed: true) {\n      total truncated\n      leftOut { words count }\n      links { id fromId toId ... on FlowLink { count sum first last } }\n    }\n  }\n"): typeof import('./graphql').MoneyFlowsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query MoneyOut($id: ID!, $since: Time, $until: Time) {\n    expand(id: $id, links: [TRANSFER], outgoing: true, summed: true, since: $since, until: $until, first: 200) {\n      total\n      links { fromId toId ... on FlowLink { count sum } }\n    }\n  }\n"): typeof import('./graphql').MoneyOutDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query MoneyIncoming($id: ID!) {\n    expand(id: $id, links: [TRANSFER], outgoing: false, summed: false, order: AMOUNT, first: 10) {\n      total\n      links { id ... on TransferLink { amount at from { id kind caption } } }\n    }\n  }\n"): typeof import('./graphql').MoneyIncomingDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query MoneyRules($account: ID!, $at: Time!, $amount: Fen!, $rules: [Rule!], $back: Boolean!, $first: Int, $after: String) {\n    traceSum(account: $account, at: $at, amount: $amount, rules: $rules, back: $back, first: $first, after: $after) {\n      snapshot leftOut leftOutMost\n      totals { rule amount }\n      held {\n        total\n        pageInfo { hasNextPage endCursor }\n        nodes { account { id kind caption } shares { rule amount } }\n      }\n    }\n  }\n"): typeof import('./graphql').MoneyRulesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query MoneyWhatIf($action: Action!, $group: [ID!]!, $at: Time!, $payees: [ID!], $first: Int, $after: String) {\n    whatIf(action: $action, group: $group, at: $at, payees: $payees, first: $first, after: $after) {\n      snapshot held kept\n      later { days left balance }\n      hits {\n        total\n        pageInfo { hasNextPage endCursor }\n        nodes { account { id kind caption } owner { id kind caption } sameOwner direct onward low high arrears }\n      }\n    }\n  }\n"): typeof import('./graphql').MoneyWhatIfDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ReviewQueue($kind: KindName, $first: Int) {\n    pairsToJudge(kind: $kind, first: $first) { total nodes { left { id kind caption } right { id kind caption } alike differ } }\n    reviewing { waiting today agreement { other pairs agreed kappa } }\n  }\n"): typeof import('./graphql').ReviewQueueDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ReviewPair($left: ID!, $right: ID!) {\n    pairToJudge(left: $left, right: $right) {\n      left { id kind caption rows first files { file rows } }\n      right { id kind caption rows first files { file rows } }\n      properties { property label type left right state }\n      neighbours { link label kind kindLabel left right shared names }\n      moves { links rows findings cases needs refused }\n      verdict { score band agrees reasons { what words gave } judgement { seq answer reason basis at blind } }\n    }\n  }\n"): typeof import('./graphql').ReviewPairDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ReviewJudge($left: ID!, $right: ID!, $answer: Answer!, $reason: String!, $basis: String) {\n    judgePair(left: $left, right: $right, answer: $answer, reason: $reason, basis: $basis) { score }\n  }\n"): typeof import('./graphql').ReviewJudgeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ReviewRecent($who: String, $first: Int) {\n    judgements(who: $who, first: $first) { total nodes { seq left { id kind caption } right { id kind caption } answer at reason score blind force } }\n  }\n"): typeof import('./graphql').ReviewRecentDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ReviewBack($seq: Int!, $reason: String!) { takeBack(seq: $seq, reason: $reason) { seq } }"): typeof import('./graphql').ReviewBackDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SearchHits($text: String!, $kinds: [KindName!], $regions: [String!], $first: Int!, $after: String) {\n    search(text: $text, kinds: $kinds, regions: $regions, first: $first, after: $after) {\n      cut\n      kinds { value count }\n      regions { value count }\n      hits {\n        total totalIsExact\n        pageInfo { endCursor hasNextPage }\n        nodes { score reason region entity { id kind caption sources risk { grade score } } }\n      }\n    }\n  }\n"): typeof import('./graphql').SearchHitsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query StatisticsCounts { counts { kinds { name label count } links { name label count } } state { asOf } }\n"): typeof import('./graphql').StatisticsCountsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query StatisticsTallies { findingTallies { name label count } patterns { name } }"): typeof import('./graphql').StatisticsTalliesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query StatisticsRegions($kind: KindName!) { riskByRegion(kind: $kind) { region code province entities red amber yellow } }\n"): typeof import('./graphql').StatisticsRegionsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query StatisticsClasses($kind: KindName!) { riskByClass(kind: $kind) { suspected entities red amber yellow } }\n"): typeof import('./graphql').StatisticsClassesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query StatisticsMonths { findingsByMonth { month findings classes score } }"): typeof import('./graphql').StatisticsMonthsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query StatisticsTransfers { histogramByTime(link: TRANSFER, step: month) { without bins { low count amount } } }\n"): typeof import('./graphql').StatisticsTransfersDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query StatisticsAlerts($kind: KindName!, $regions: [String!]!, $first: Int) {\n    alerts(kind: $kind, grades: [RED, AMBER, YELLOW], regions: $regions, first: $first) {\n      alerts { total nodes { entity { id kind caption } score grade } }\n    }\n  }\n"): typeof import('./graphql').StatisticsAlertsDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
