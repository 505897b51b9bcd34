# A made-up table of twelve columns: eight of numbers with two to six decimals, four of levels; some values are missing.
#   awk -v rows=2000000 -v seed=7 -v shift=1.05 -f table.awk >new.csv
# The generator is linear congruential and not that of awk, so that the tables are the same wherever they are made.
function next_share() {
    state = (state * 1103515245 + 12345) % 2147483648
    return state / 2147483648
}

BEGIN {
    state = seed
    print "tenure,monthly,total,usage,score,balance,visits,latency,plan,region,channel,contract"
    plans = split("basic,plus,premium,family", plan, ",")
    regions = split("north,south,east,west,centre", region, ",")
    channels = split("web,shop,phone", channel, ",")
    contracts = split("monthly,yearly,two years", contract, ",")
    for (i = 0; i < rows; i++) {
        tenure = next_share() * 72
        monthly = 20 + 100 * next_share() * shift
        usage = next_share() < 0.03 ? "" : sprintf("%.4f", next_share() * 500)
        balance = next_share() < 0.02 ? "NA" : sprintf("%.2f", (next_share() - 0.3) * 5000)
        score = next_share()
        visits = next_share() * 90
        latency = next_share()
        latency *= next_share() * 900
        printf "%.2f,%.2f,%.2f,%s,%.6f,%s,%.2f,%.3f,", tenure, monthly, tenure * monthly, usage, score, balance, visits, latency
        printf "%s,", plan[int(next_share() * plans) + 1]
        printf "%s,", region[int(next_share() * regions) + 1]
        printf "%s,", channel[int(next_share() * channels) + 1]
        print contract[int(next_share() * contracts) + 1]
    }
}
