"""How good the answers are: detectors, layers, core members and ledgers held against labels that they never see."""
